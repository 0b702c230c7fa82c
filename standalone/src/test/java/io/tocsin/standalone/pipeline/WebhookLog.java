package io.tocsin.standalone.pipeline;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Receives by webhook, notes what it was sent under which key, and may lose the sender before it answers. */
final class WebhookLog implements AutoCloseable {

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Predicate<Request> answers = request -> true;

    /** @param id the {@code Idempotency-Key} */
    record Request(String id, String body) {}

    WebhookLog() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Request request = new Request(exchange.getRequestHeaders().getFirst("Idempotency-Key"), body);
        requests.add(request);
        if (answers.test(request)) {
            exchange.sendResponseHeaders(200, -1);
        }
        exchange.close();
    }

    /** @param when asked once a request has been noted; false: the connection is closed without an answer */
    void answer(Predicate<Request> when) {
        answers = when;
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
