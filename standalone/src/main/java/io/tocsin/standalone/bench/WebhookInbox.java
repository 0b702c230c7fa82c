package io.tocsin.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Whoever is told by webhook, and notes when. */
final class WebhookInbox implements AutoCloseable {
    private final JsonMapper mapper = new JsonMapper();
    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /**
     * One alert in one message.
     *
     * @param nanos when the message came, of {@link System#nanoTime}
     * @param startsAt the instant at which the alert became active
     */
    record Arrival(long nanos, String alert, String trial, String status, Instant startsAt) {}

    WebhookInbox() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        long now = System.nanoTime();
        JsonNode message = mapper.readTree(exchange.getRequestBody());
        for (JsonNode alert : message.path("alerts")) {
            JsonNode labels = alert.path("labels");
            arrivals.add(new Arrival(
                    now,
                    labels.path("alertname").asText(),
                    labels.path("trial").asText(),
                    alert.path("status").asText(),
                    Instant.parse(alert.path("startsAt").asText())));
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
