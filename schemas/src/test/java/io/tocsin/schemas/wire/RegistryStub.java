package io.tocsin.schemas.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.schemas.config.RegistryConfig;
import io.tocsin.schemas.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The three calls of a schema registry, over real HTTP on the loopback. */
final class RegistryStub implements AutoCloseable {

    static final String USER = "tocsin";
    static final String PASSWORD = "hush";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final List<String> schemas = new ArrayList<>();
    private final Map<String, Integer> latest = new HashMap<>();

    /** Method and path of each call. */
    final List<String> calls = new ArrayList<>();

    @Nullable
    String authorization;

    int failures;

    RegistryStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    RegistryConfig config() {
        return RegistryConfig.of(url(), Optional.of(USER), Optional.of(new Secret(PASSWORD)));
    }

    synchronized int put(String subject, String schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        int id = schemas.indexOf(schema) + 1;
        latest.put(subject, id);
        return id;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        calls.add(exchange.getRequestMethod() + " " + path);
        authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (failures > 0) {
            failures--;
            answer(exchange, 503, Map.of("message", "later"));
        } else if (path.startsWith("/schemas/ids/")) {
            byId(exchange, Integer.parseInt(path.substring("/schemas/ids/".length())));
        } else if (exchange.getRequestMethod().equals("POST")) {
            String schema = json.readTree(body).get("schema").asText();
            answer(exchange, 200, Map.of("id", put(path.split("/", -1)[2], schema)));
        } else {
            byId(exchange, latest.getOrDefault(path.split("/", -1)[2], 0));
        }
    }

    private void byId(HttpExchange exchange, int id) throws IOException {
        if (id < 1 || id > schemas.size()) {
            answer(exchange, 404, Map.of("error_code", 40403, "message", "not found"));
        } else {
            answer(exchange, 200, Map.of("id", id, "schema", schemas.get(id - 1)));
        }
    }

    private void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
