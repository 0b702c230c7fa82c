package io.tocsin.promql.template;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Number constants as Go writes them: {@link Long} for integers, {@link Double} for what has a point or an exponent. */
final class GoNumber {

    private GoNumber() {}

    /** @return null for what is no number, or out of range */
    static @Nullable Object parse(String text) {
        String sign = text.startsWith("-") || text.startsWith("+") ? text.substring(0, 1) : "";
        String digits = text.substring(sign.length());
        if (digits.contains("__") || digits.endsWith("_") || digits.startsWith("_")) {
            return null;
        }
        digits = digits.replace("_", "");
        try {
            Object value = unsigned(digits);
            return sign.equals("-") ? negate(value) : value;
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static Object negate(Object value) {
        return value instanceof Long whole ? (Object) (-whole) : (Object) (-(Double) value);
    }

    private static Object unsigned(String digits) {
        String lower = digits.toLowerCase(java.util.Locale.ROOT);
        if (lower.startsWith("0x") && !lower.contains("p")) {
            return new BigInteger(lower.substring(2), 16).longValueExact();
        }
        if (lower.startsWith("0b")) {
            return new BigInteger(lower.substring(2), 2).longValueExact();
        }
        if (lower.startsWith("0o")) {
            return new BigInteger(lower.substring(2), 8).longValueExact();
        }
        if (lower.matches("0[0-7]+")) {
            return new BigInteger(lower, 8).longValueExact();
        }
        if (lower.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return new BigInteger(lower).longValueExact();
        }
        if (lower.endsWith("f") || lower.endsWith("d")) {
            throw new NumberFormatException(digits);
        }
        double value = Double.parseDouble(lower);
        if (Double.isInfinite(value)) {
            throw new NumberFormatException(digits);
        }
        return value;
    }
}
