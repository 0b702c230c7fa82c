package io.tocsin.collector.reserves;

import io.tocsin.collector.fetch.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A service over HTTP that shows the JSON it is told to show, by path. */
final class Ledger implements AutoCloseable {

    final Map<String, String> documents = new ConcurrentHashMap<>();
    volatile String hangsAt = "";
    private final RawServer server;

    Ledger() throws IOException {
        server = new RawServer((request, out, self) -> {
            String path = request.replaceFirst("(?s)[A-Z]+ ([^ ]+).*", "$1");
            if (path.equals(hangsAt)) {
                self.hang();
            }
            String document = documents.get(path);
            String status = document == null ? "404 Not Found" : "200 OK";
            out.write(("HTTP/1.1 " + status + "\r\n\r\n" + document).getBytes(StandardCharsets.UTF_8));
        });
    }

    /** A source in the configuration. */
    String at(String path, String pointer, int decimals) {
        return "{http: {url: '" + server.url(path) + "', bearer_token: hush}, pointer: '" + pointer + "', decimals: "
                + decimals + "}";
    }

    List<String> requests() {
        return server.requests;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
