package io.tocsin.client.commands;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers long-polls over real HTTP as the stream-processor does; the cursor is how many commands came before. */
final class CommandServer implements AutoCloseable {

    private final HttpServer server;
    private final List<Given> commands = new CopyOnWriteArrayList<>();
    final List<String> queries = new CopyOnWriteArrayList<>();
    volatile int status = 200;
    volatile boolean away;

    /** A command in JSON, but for what is left of its time. */
    private record Given(String json, long deadlineNanos) {

        String item(int cursor) {
            long left = Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()));
            return "{" + json + ",\"expiresInMillis\":" + left + ",\"cursor\":\"" + cursor + "\"}";
        }
    }

    CommandServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/commands/next", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void give(String id, long expiresInMillis) {
        String json = "\"id\":\"" + id + "\",\"name\":\"PAUSE\",\"target\":\"bridge\",\"at\":\"2026-01-31T08:00:00Z\","
                + "\"dryRun\":false,\"rule\":\"Failures\",\"value\":\"+Inf\",\"labels\":{\"path\":\"legacy\"},"
                + "\"evidence\":{\"when\":\"> 0.25\"}";
        commands.add(new Given(json, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(expiresInMillis)));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        queries.add(query);
        if (away) {
            exchange.close();
            return;
        }
        boolean known = !query.contains("after=elsewhere");
        int after = query.contains("after=earliest")
                ? 0
                : query.matches(".*after=\\d+.*") ? Integer.parseInt(query.replaceAll(".*after=(\\d+).*", "$1")) : -1;
        int end = commands.size();
        List<String> items = new ArrayList<>();
        for (int i = after; i >= 0 && i < end; i++) {
            items.add(commands.get(i).item(i + 1));
        }
        if (items.isEmpty()) {
            pause();
        }
        String body = status == 200
                ? "{\"status\":\"success\",\"data\":{\"commands\":[" + String.join(",", items) + "],\"cursor\":\"" + end
                        + "\"}}"
                : "{\"status\":\"error\",\"errorType\":\"unavailable\",\"error\":\"not now\"}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known ? status : 410, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** A long poll, if a short one. */
    private static void pause() {
        try {
            boolean _ = new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
