package io.tocsin.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Refuses what cannot be written, where it is made: {@code IllegalArgumentException} names the field and the remedy. */
final class Checked {

    /** Digits of an amount, and how many of them stand behind the point. */
    private static final int PRECISION = 38;

    private static final int SCALE = 18;

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Checked() {}

    static String text(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(field + " is missing: set it, to something not empty");
        }
        return whole(field, value);
    }

    /** The empty text is no text. */
    static @Nullable String optionalText(String field, @Nullable String value) {
        return value == null || value.isEmpty() ? null : whole(field, value);
    }

    /** Half a character has no UTF-8: on the log it would be another text, and as a key another record. */
    static String whole(String field, String value) {
        if (value.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException(field + " has half of a surrogate pair, which is no Unicode character");
        }
        return value;
    }

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing: set it");
        }
        return value;
    }

    /** @return in whole milliseconds */
    static Instant time(String field, @Nullable Instant value) {
        Instant time = present(field, value).truncatedTo(ChronoUnit.MILLIS);
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
            throw new IllegalArgumentException(field + " must be from 1970 to 9999, is " + time);
        }
        return time;
    }

    static @Nullable Instant optionalTime(String field, @Nullable Instant value) {
        return value == null ? null : time(field, value);
    }

    static @Nullable Long optionalMillis(String field, @Nullable Long value) {
        if (value != null && value < 0) {
            throw new IllegalArgumentException(field + " is negative: " + value);
        }
        return value;
    }

    /** @return with exactly 18 digits behind the point, as it is written */
    static BigDecimal amount(String field, @Nullable BigDecimal value) {
        BigDecimal amount = present(field, value);
        if (amount.signum() != 0 && amount.stripTrailingZeros().scale() > SCALE) {
            throw new IllegalArgumentException(
                    field + " has more than " + SCALE + " digits behind the point: round it first");
        }
        // Before it is written out: a number with a huge exponent has as many digits.
        if ((long) amount.precision() - amount.scale() > PRECISION - SCALE && amount.signum() != 0) {
            throw new IllegalArgumentException(
                    field + " has more than " + (PRECISION - SCALE) + " digits before the point");
        }
        return amount.signum() == 0 ? BigDecimal.ZERO.setScale(SCALE) : amount.setScale(SCALE);
    }

    static @Nullable BigDecimal optionalAmount(String field, @Nullable BigDecimal value) {
        return value == null ? null : amount(field, value);
    }

    static Map<String, String> attributes(Map<String, String> attributes) {
        attributes.forEach((name, value) -> {
            text("the name of an attribute", name);
            whole("attribute " + name, present("attribute " + name, value));
        });
        return Collections.unmodifiableMap(new TreeMap<>(attributes));
    }
}
