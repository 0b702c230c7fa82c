package io.tocsin.promql.parse;

import com.google.re2j.Pattern;
import io.tocsin.schemas.config.Durations;
import java.math.BigInteger;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Numbers and durations as PromQL writes them. */
final class NumberText {

    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX](?:_?[0-9a-fA-F])+");
    private static final Pattern DECIMAL = Pattern.compile(
            "(?:[0-9](?:_?[0-9])*(?:\\.(?:[0-9](?:_?[0-9])*)?)?|\\.[0-9](?:_?[0-9])*)(?:[eE][+-]?[0-9](?:_?[0-9])*)?");
    private static final Pattern OCTAL = Pattern.compile("0[0-7]+");
    private static final Pattern DURATION_LIKE = Pattern.compile("(?:[0-9.]+[smhdwy]s?)+");

    private NumberText() {}

    /** @return where the run of characters ends that may make up a number or a duration */
    static int end(String text, int start) {
        boolean hexadecimal = text.startsWith("0x", start) || text.startsWith("0X", start);
        int end = start;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean sign = (c == '+' || c == '-')
                    && !hexadecimal
                    && end > start
                    && Character.toLowerCase(text.charAt(end - 1)) == 'e';
            if (!sign && c != '.' && c != '_' && !isAlphanumeric(c)) {
                break;
            }
            end++;
        }
        return end;
    }

    private static boolean isAlphanumeric(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }

    static boolean isNumber(String text) {
        return HEXADECIMAL.matches(text) || DECIMAL.matches(text);
    }

    static boolean isDuration(String text) {
        return DURATION_LIKE.matches(text);
    }

    /** @return empty where the number cannot be represented; a leading 0 makes it octal, as in Go */
    static OptionalDouble number(String text) {
        String digits = text.replace("_", "");
        if (HEXADECIMAL.matches(digits)) {
            BigInteger value = new BigInteger(digits.substring(2), 16);
            return value.bitLength() > 63 ? OptionalDouble.empty() : OptionalDouble.of(value.doubleValue());
        }
        if (OCTAL.matches(digits) && new BigInteger(digits, 8).bitLength() <= 63) {
            return OptionalDouble.of(new BigInteger(digits, 8).doubleValue());
        }
        double value = Double.parseDouble(digits);
        return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** @return milliseconds of {@code 1h30m}; empty where the text is no duration or too long a one */
    static OptionalLong durationMillis(String text) {
        try {
            return OptionalLong.of(Durations.parse(text).toMillis());
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }
}
