package io.tocsin.standalone.deploy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The calls of a schema registry that the services make, over real HTTP; what it has is in memory. */
final class RegistryStandIn implements AutoCloseable {
    private final JsonMapper json = new JsonMapper();
    private final List<String> schemas = new ArrayList<>();
    private final Map<String, Integer> latest = new TreeMap<>();
    private final HttpServer server;

    RegistryStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/apis/ccompat/v7/", this::handle);
        server.start();
    }

    /** {@code host:port}. */
    String place() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** What has been registered. */
    synchronized List<String> subjects() {
        return List.copyOf(latest.keySet());
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        if (path[4].equals("schemas")) {
            answer(exchange, Integer.parseInt(path[6]));
        } else if (exchange.getRequestMethod().equals("POST")) {
            String schema =
                    json.readTree(exchange.getRequestBody()).path("schema").asText();
            if (!schemas.contains(schema)) {
                schemas.add(schema);
            }
            latest.put(path[5], schemas.indexOf(schema) + 1);
            answer(exchange, schemas.indexOf(schema) + 1);
        } else {
            answer(exchange, latest.getOrDefault(path[5], 0));
        }
    }

    private void answer(HttpExchange exchange, int id) throws IOException {
        boolean known = id > 0 && id <= schemas.size();
        byte[] body = json.writeValueAsBytes(
                known ? Map.of("id", id, "schema", schemas.get(id - 1)) : Map.of("error_code", 40403));
        exchange.sendResponseHeaders(known ? 200 : 404, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
