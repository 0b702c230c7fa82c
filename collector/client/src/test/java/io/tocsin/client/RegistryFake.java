package io.tocsin.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A schema registry over real HTTP on the loopback: one id for each different body that is posted. */
final class RegistryFake implements AutoCloseable {

    private final HttpServer server;
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final Map<String, String> bySubject = new ConcurrentHashMap<>();
    volatile int failures;
    volatile int status = 200;
    volatile @Nullable String authorization;

    RegistryFake() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The body of the last registration under the subject. */
    @Nullable
    String posted(String subject) {
        return bySubject.get(subject);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (failures > 0) {
            failures--;
            answer(exchange, 503, "{}");
        } else if (!exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 404, "{\"error_code\":40401,\"message\":\"not found\"}");
        } else {
            if (!bodies.contains(body)) {
                bodies.add(body);
            }
            bySubject.put(exchange.getRequestURI().getPath().split("/", -1)[2], body);
            answer(exchange, status, "{\"version\": 1, \"id\": " + (700 + bodies.indexOf(body)) + "}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
