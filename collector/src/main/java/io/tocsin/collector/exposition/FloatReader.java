package io.tocsin.collector.exposition;

import java.nio.charset.StandardCharsets;

/**
 * Numbers as Prometheus takes them: what Go's {@code strconv.ParseFloat} takes in decimal, {@code NaN} and {@code Inf}
 * or {@code Infinity} in any case, no hexadecimal, no underscores. Too large a number is none; too small a one is zero.
 */
final class FloatReader {

    /** The NaN of Prometheus, which differs from Java's in its last bit; a staleness marker is a third one. */
    static final double NAN = Double.longBitsToDouble(0x7ff8000000000001L);

    /** Powers of ten that a double holds exactly. */
    private static final double[] EXACT = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final long EXACT_INTEGERS = 1L << 53;

    /** A mantissa of so many digits fits into a long. */
    private static final int MOST_DIGITS = 18;

    /** Larger exponents than this change nothing any more. */
    private static final int MOST_EXPONENT = 100_000;

    private byte[] bytes = {};
    private int at;
    private int end;
    private long mantissa;
    private int digits;
    private int exponent;
    private double value;

    /** Of the last {@link #read} that was true. */
    double value() {
        return value;
    }

    /** @return whether the bytes are a number, all of them */
    boolean read(byte[] from, int start, int to) {
        bytes = from;
        at = start;
        end = to;
        boolean negative = at < end && bytes[at] == '-';
        boolean signed = negative || (at < end && bytes[at] == '+');
        at += signed ? 1 : 0;
        if (at < end && (bytes[at] | 0x20) >= 'i') {
            return word(signed, negative);
        }
        if (!mantissa() || !exponent() || at != end) {
            return false;
        }
        double magnitude = magnitude(start);
        value = negative ? -magnitude : magnitude;
        return !Double.isInfinite(magnitude);
    }

    private boolean word(boolean signed, boolean negative) {
        value = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        if (is("inf") || is("infinity")) {
            return true;
        }
        value = NAN;
        return !signed && is("nan");
    }

    private boolean is(String word) {
        if (end - at != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((bytes[at + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean mantissa() {
        mantissa = 0;
        digits = 0;
        exponent = 0;
        int start = at;
        digits();
        int read = at - start;
        if (at < end && bytes[at] == '.') {
            at++;
            start = at;
            digits();
            read += at - start;
            exponent = start - at;
        }
        return read > 0;
    }

    private void digits() {
        while (at < end) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return;
            }
            if (digits < MOST_DIGITS) {
                mantissa = 10 * mantissa + digit;
            }
            digits += mantissa == 0 ? 0 : 1;
            at++;
        }
    }

    private boolean exponent() {
        if (at == end || (bytes[at] | 0x20) != 'e') {
            return true;
        }
        at++;
        boolean negative = at < end && bytes[at] == '-';
        at += negative || (at < end && bytes[at] == '+') ? 1 : 0;
        int start = at;
        int power = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            power = Math.min(MOST_EXPONENT, 10 * power + (bytes[at] - '0'));
            at++;
        }
        exponent += negative ? -power : power;
        return at > start;
    }

    private double magnitude(int start) {
        if (digits <= MOST_DIGITS) {
            if (mantissa <= EXACT_INTEGERS && Math.abs(exponent) < EXACT.length) {
                // Both are exact, so the result is rounded once.
                return exponent < 0 ? mantissa / EXACT[-exponent] : mantissa * EXACT[exponent];
            }
            if (exponent >= DecimalFloat.LEAST_POWER && exponent <= DecimalFloat.MOST_POWER) {
                return DecimalFloat.nearest(mantissa, exponent);
            }
        }
        return Math.abs(Double.parseDouble(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1)));
    }
}
