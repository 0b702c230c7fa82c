package io.tocsin.collector.events.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A time of the years 1970 to 9999: milliseconds since 1970 as a number, or RFC 3339 as a text, whose digits beyond
 * milliseconds are cut off.
 */
enum TimeReader implements ValueReader {
    INSTANCE;

    /** Of RFC 3339; whether there is such a day is for the calendar. */
    static final Pattern RFC3339 =
            Pattern.compile("^(19[7-9][0-9]|[2-9][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
                    + "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$");

    static final BigDecimal EARLIEST = BigDecimal.ZERO;
    static final BigDecimal LATEST =
            BigDecimal.valueOf(Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli());

    private static final FieldRules BOUNDS = new FieldRules(Optional.empty(), EARLIEST, LATEST, Optional.empty());
    private static final WholeNumberReader MILLISECONDS = new WholeNumberReader(BOUNDS);

    @Override
    public @Nullable Object read(JsonParser in, ElementProblems problems) throws IOException {
        if (in.hasToken(JsonToken.VALUE_STRING)) {
            return parsed(in.getText(), problems);
        }
        return in.currentToken().isNumeric()
                ? MILLISECONDS.read(in, problems)
                : ValueReader.otherThan("a time (milliseconds since 1970, or a text as RFC 3339 has it)", in, problems);
    }

    private static @Nullable Object parsed(String text, ElementProblems problems) {
        try {
            if (RFC3339.matches(text)) {
                return OffsetDateTime.parse(text).toInstant().toEpochMilli();
            }
        } catch (DateTimeException e) {
            // The 30th of February, say.
        }
        problems.add(
                EventReason.INVALID_VALUE,
                "must be a time like 2026-03-01T12:00:00Z, or milliseconds since 1970 as a number, is "
                        + ElementProblems.shown(text));
        return null;
    }
}
