package io.tocsin.standalone.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.standalone.cli.Failure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A webhook that takes whatever the notifier sends, says so, and remembers the latest. */
final class WebhookSink implements AutoCloseable {
    private static final int REMEMBERED = 1_000;
    private static final int MAX_BYTES = 1 << 20;

    private final JsonMapper json = new JsonMapper();
    private final Deque<JsonNode> messages = new ArrayDeque<>();
    private final Consumer<String> out;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    private WebhookSink(HttpServer server, Consumer<String> out) {
        this.server = server;
        this.out = out;
    }

    /**
     * @param out takes a line an alert
     * @throws Failure if it cannot listen there
     */
    static WebhookSink start(InetSocketAddress address, Consumer<String> out) {
        try {
            WebhookSink sink = new WebhookSink(HttpServer.create(address, 0), out);
            sink.server.setExecutor(sink.executor);
            sink.server.createContext("/", sink::handle);
            sink.server.createContext("/messages", sink::latest);
            sink.server.createContext("/health", exchange -> answer(exchange, 200, "{\"status\":\"up\"}"));
            sink.server.start();
            return sink;
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure("cannot listen on " + address + ": " + e.getMessage() + "; choose with --listen", e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            answer(exchange, 413, "{\"error\":\"more than " + MAX_BYTES + " bytes\"}");
            return;
        }
        try {
            receive(json.readTree(body));
            answer(exchange, 200, "{}");
        } catch (JsonProcessingException e) {
            out.accept("what came is no JSON: " + e.getOriginalMessage());
            answer(exchange, 400, "{\"error\":\"no JSON\"}");
        }
    }

    private void receive(JsonNode message) {
        synchronized (messages) {
            messages.addLast(message);
            if (messages.size() > REMEMBERED) {
                messages.removeFirst();
            }
        }
        message.path("alerts").forEach(alert -> out.accept(line(alert)));
    }

    private static String line(JsonNode alert) {
        String status = alert.path("status").asText().toUpperCase(Locale.ROOT);
        String summary = alert.path("annotations").path("summary").asText();
        return "%-8s  %s  %s  %s%s"
                .formatted(
                        status,
                        alert.path("startsAt").asText(),
                        alert.path("labels").path("alertname").asText(),
                        alert.path("labels"),
                        summary.isEmpty() ? "" : "  " + summary);
    }

    private void latest(HttpExchange exchange) throws IOException {
        String all;
        synchronized (messages) {
            all = json.createArrayNode().addAll(messages).toString();
        }
        answer(exchange, 200, all);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
    }
}
