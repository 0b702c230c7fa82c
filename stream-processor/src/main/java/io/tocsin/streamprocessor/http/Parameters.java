package io.tocsin.streamprocessor.http;

import io.helidon.http.BadRequestException;
import io.helidon.webserver.http.ServerRequest;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A request's parameters: those of its address, and those of a form in its body, which count more. */
record Parameters(Map<String, String> values) {

    private static final int LONGEST_TIME = 50;

    /** A number of so many fits a long. */
    private static final int DIGITS = 18;

    /** @throws BadRequestException if they are not encoded as parameters are */
    static Parameters of(ServerRequest request) {
        Map<String, String> values = new HashMap<>();
        add(request.query().rawValue(), values);
        add(RequestBody.text(request), values);
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
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("a parameter has a % that two hexadecimal digits do not follow", e);
        }
    }

    /**
     * A time as Prometheus' API takes it, in milliseconds since 1970.
     *
     * @throws java.time.DateTimeException or {@link NumberFormatException} if it is none
     */
    static long millis(String text) {
        try {
            return text.contains("T") ? Instant.parse(text).toEpochMilli() : ofSeconds(text);
        } catch (ArithmeticException e) {
            throw new DateTimeException("further away than milliseconds can count", e);
        }
    }

    private static long ofSeconds(String text) {
        if (text.length() > LONGEST_TIME) {
            throw new NumberFormatException("longer than any time");
        }
        // Scaled, never written out: there is no memory for 1e999999999.
        BigDecimal millis = new BigDecimal(text).scaleByPowerOfTen(3);
        if ((long) millis.precision() - millis.scale() > DIGITS) {
            throw new ArithmeticException("does not fit");
        }
        return millis.longValue();
    }

    /** Empty where there is none. */
    String get(String name) {
        return values.getOrDefault(name, "");
    }
}
