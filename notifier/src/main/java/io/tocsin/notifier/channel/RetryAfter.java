package io.tocsin.notifier.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The HTTP header {@code Retry-After}: seconds, or a date (RFC 9110, 10.2.3). */
final class RetryAfter {

    /** Nobody is left waiting for longer because of what a receiver says. */
    static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** @return zero if there is no such header or it cannot be read */
    static Duration parse(Optional<String> header, Instant now) {
        Duration after = header.map(text -> parse(text.strip(), now)).orElse(Duration.ZERO);
        if (after.isNegative()) {
            return Duration.ZERO;
        }
        return after.compareTo(LONGEST) > 0 ? LONGEST : after;
    }

    private static Duration parse(String text, Instant now) {
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            return Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }
}
