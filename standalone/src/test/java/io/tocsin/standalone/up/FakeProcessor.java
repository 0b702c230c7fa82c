package io.tocsin.standalone.up;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rule API of a stream-processor over a map: a file's groups are its lines {@code - name: …}. */
final class FakeProcessor implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern GROUP = Pattern.compile("- name: (\\w+)");

    /** The source of each group. */
    final Map<String, String> groups = new TreeMap<>();

    /** Every change asked for. */
    final List<String> changes = new ArrayList<>();

    private final HttpServer server;

    FakeProcessor() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/rules", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode answer = switch (exchange.getRequestMethod()) {
            case "POST" -> apply(JSON.readTree(exchange.getRequestBody()));
            case "DELETE" -> delete(exchange.getRequestURI().getPath());
            default -> list();
        };
        byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private JsonNode apply(JsonNode body) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode applied = answer.putArray("applied");
        Matcher names = GROUP.matcher(body.path("file").asText());
        while (names.find()) {
            String name = names.group(1);
            groups.put(name, body.path("source").asText());
            changes.add("apply " + name);
            applied.addObject().put("group", name).put("version", 1).put("changed", true);
        }
        return answer;
    }

    private JsonNode delete(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        groups.remove(name);
        changes.add("delete " + name);
        return JSON.createObjectNode();
    }

    private JsonNode list() {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode list = answer.putObject("data").putArray("groups");
        groups.forEach((name, source) ->
                list.addObject().put("name", name).put("namespace", "default").put("source", source));
        return answer;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
