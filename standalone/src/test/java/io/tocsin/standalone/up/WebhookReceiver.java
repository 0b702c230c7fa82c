package io.tocsin.standalone.up;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whoever is told by webhook; remembers what, in Alertmanager's JSON. */
final class WebhookReceiver implements AutoCloseable {
    private final JsonMapper json = new JsonMapper();
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    WebhookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            messages.add(json.readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/alerts";
    }

    boolean received(String alert, String status) {
        return times(alert, status) > 0;
    }

    /** In how many messages an alert had a status. */
    long times(String alert, String status) {
        return messages.stream()
                .flatMap(message -> message.path("alerts").valueStream())
                .filter(each -> each.path("status").asText().equals(status))
                .filter(each -> each.path("labels").path("alertname").asText().equals(alert))
                .count();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
