package io.tocsin.collector.scrape.http;

import io.tocsin.collector.scrape.config.HttpOptions;
import io.tocsin.collector.scrape.config.Tls;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One client for all jobs that ask in the same way: connections are kept, and each client has a thread. Thread-safe. */
public final class HttpClients implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Kind, HttpClient> clients = new HashMap<>();

    private record Kind(Tls tls, boolean followRedirects) {}

    /** @throws IOException if a file of the TLS settings cannot be used */
    synchronized HttpClient client(HttpOptions options) throws IOException {
        Kind kind = new Kind(options.tls(), options.followRedirects());
        HttpClient client = clients.get(kind);
        if (client == null) {
            client = open(kind);
            clients.put(kind, client);
        }
        return client;
    }

    private HttpClient open(Kind kind) throws IOException {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .executor(workers)
                .followRedirects(kind.followRedirects() ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER);
        if (!kind.tls().equals(Tls.DEFAULT)) {
            builder.sslContext(TlsContext.of(kind.tls()));
        }
        return builder.build();
    }

    /** What is under way is given up. */
    @Override
    public synchronized void close() {
        clients.values().forEach(HttpClient::shutdownNow);
        clients.clear();
        workers.shutdownNow();
    }
}
