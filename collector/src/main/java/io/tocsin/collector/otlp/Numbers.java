package io.tocsin.collector.otlp;

import java.math.BigDecimal;

/** Numbers as text, shortest form that reads back as the same number. */
final class Numbers {

    private static final double SMALLEST_PLAIN = 1e-6;
    private static final double LARGEST_PLAIN = 1e21;

    private Numbers() {}

    /** Without an exponent, as the labels {@code le} and {@code quantile} have it: {@code 0.005}, {@code 10}. */
    static String plain(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == 0 ? zero(value) : decimal(value).toPlainString();
    }

    /** As JavaScript prints it, which is what the attribute mapping asks for: {@code 1.5}, {@code 1e+21}. */
    static String javaScript(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        double size = Math.abs(value);
        return value == 0 || (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN) ? plain(value) : scientific(value);
    }

    private static String scientific(double value) {
        BigDecimal decimal = decimal(value);
        String digits = decimal.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - decimal.scale();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return (value < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "" : "+") + exponent;
    }

    private static String zero(double value) {
        return Double.doubleToRawLongBits(value) < 0 ? "-0" : "0";
    }

    private static BigDecimal decimal(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros();
    }
}
