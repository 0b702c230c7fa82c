package io.tocsin.client.commands;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a long-poll.
 *
 * @param cursor where to go on after all of it
 */
record Reply(List<Item> items, String cursor) {

    /** A command, and where to go on after it. */
    record Item(Command command, String cursor) {}

    /** @throws IOException if it is none */
    static Reply read(String body) throws IOException {
        Map<?, ?> data = map(map(JsonReader.read(body)).get("data"));
        List<Item> items = new ArrayList<>();
        if (data.get("commands") instanceof List<?> commands) {
            for (Object each : commands) {
                items.add(item(map(each)));
            }
        }
        return new Reply(items, text(data, "cursor"));
    }

    private static Item item(Map<?, ?> json) throws IOException {
        Command.Cause cause = new Command.Cause(
                text(json, "rule"), number(text(json, "value")), strings(json, "labels"), strings(json, "evidence"));
        Duration left = json.get("expiresInMillis") instanceof Double millis
                ? Duration.ofMillis(millis.longValue())
                : Duration.ZERO;
        String reversalOf = json.containsKey("reversalOf") ? text(json, "reversalOf") : "";
        Command command = new Command(
                text(json, "id"),
                text(json, "name"),
                instant(text(json, "at")),
                !Boolean.FALSE.equals(json.get("dryRun")),
                Optional.of(reversalOf).filter(id -> !id.isEmpty()),
                cause,
                Command.Lease.of(left));
        return new Item(command, text(json, "cursor"));
    }

    private static Instant instant(String text) throws IOException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IOException("no time of a stream-processor: " + text, e);
        }
    }

    private static double number(String text) throws IOException {
        try {
            return Double.parseDouble(text.replace("Inf", "Infinity"));
        } catch (NumberFormatException e) {
            throw new IOException("no value of a stream-processor: " + text, e);
        }
    }

    private static Map<?, ?> map(@Nullable Object json) throws IOException {
        if (json instanceof Map<?, ?> map) {
            return map;
        }
        throw new IOException("the answer is not that of a stream-processor");
    }

    private static String text(Map<?, ?> json, String name) throws IOException {
        if (json.get(name) instanceof String text) {
            return text;
        }
        throw new IOException("the answer has no " + name);
    }

    private static Map<String, String> strings(Map<?, ?> json, String name) throws IOException {
        Map<String, String> strings = new TreeMap<>();
        map(json.get(name)).forEach((key, value) -> strings.put(String.valueOf(key), String.valueOf(value)));
        return strings;
    }
}
