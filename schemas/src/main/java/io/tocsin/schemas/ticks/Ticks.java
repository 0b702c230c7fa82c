package io.tocsin.schemas.ticks;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A tick is a record with the key {@code tick/<T>} and no value: the clock has passed <i>T</i>, in milliseconds since
 * 1970-01-01T00:00:00Z. To any other consumer it is a tombstone.
 */
public final class Ticks {

    private static final String PREFIX = "tick/";
    private static final int MAX_DIGITS = 19;

    private Ticks() {}

    /** @throws IllegalArgumentException if the time is before 1970 */
    public static String key(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("a tick before 1970: " + millis);
        }
        return PREFIX + millis;
    }

    public static byte[] keyBytes(long millis) {
        return key(millis).getBytes(StandardCharsets.US_ASCII);
    }

    /** @return empty if the key is not a tick's; only the form that {@link #key} writes is one */
    public static OptionalLong parse(byte @Nullable [] key) {
        if (key == null || key.length <= PREFIX.length() || key.length > PREFIX.length() + MAX_DIGITS) {
            return OptionalLong.empty();
        }
        for (int i = 0; i < PREFIX.length(); i++) {
            if (key[i] != PREFIX.charAt(i)) {
                return OptionalLong.empty();
            }
        }
        return digits(key);
    }

    public static OptionalLong parse(String key) {
        return parse(key.getBytes(StandardCharsets.UTF_8));
    }

    private static OptionalLong digits(byte[] key) {
        int start = PREFIX.length();
        if (key[start] == '0' && key.length > start + 1) {
            return OptionalLong.empty();
        }
        long millis = 0;
        for (int i = start; i < key.length; i++) {
            int digit = key[i] - '0';
            if (digit < 0 || digit > 9 || millis > (Long.MAX_VALUE - digit) / 10) {
                return OptionalLong.empty();
            }
            millis = millis * 10 + digit;
        }
        return OptionalLong.of(millis);
    }
}
