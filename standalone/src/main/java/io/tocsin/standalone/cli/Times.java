package io.tocsin.standalone.cli;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Instants as people give them. */
public final class Times {
    private Times() {}

    /**
     * @param text RFC 3339 ({@code 2026-01-31T08:00:00Z}, with any offset) or seconds since 1970, fractions allowed
     * @throws Failure when it is neither
     */
    public static Instant parse(String text) {
        try {
            if (text.matches("-?[0-9]+(\\.[0-9]+)?")) {
                return Instant.ofEpochMilli(
                        new BigDecimal(text).movePointRight(3).toBigInteger().longValueExact());
            }
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException | ArithmeticException e) {
            throw new Failure(
                    "\"" + text + "\" is no time; write 2026-01-31T08:00:00Z or seconds since 1970, as 1769846400", e);
        }
    }
}
