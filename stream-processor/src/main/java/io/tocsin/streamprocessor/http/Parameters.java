package io.tocsin.streamprocessor.http;

import io.helidon.webserver.http.ServerRequest;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A request's parameters: those of its address, and those of a form in its body, which count more. */
record Parameters(Map<String, String> values) {

    static Parameters of(ServerRequest request) {
        Map<String, String> values = new HashMap<>();
        add(request.query().rawValue(), values);
        if (request.content().hasEntity()) {
            add(request.content().as(String.class), values);
        }
        return new Parameters(values);
    }

    private static void add(String encoded, Map<String, String> values) {
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /**
     * A time as Prometheus' API takes it, in milliseconds since 1970.
     *
     * @throws java.time.DateTimeException or {@link NumberFormatException} if it is none
     */
    static long millis(String text) {
        return text.contains("T")
                ? Instant.parse(text).toEpochMilli()
                : new BigDecimal(text).movePointRight(3).longValue();
    }

    /** Empty where there is none. */
    String get(String name) {
        return values.getOrDefault(name, "");
    }
}
