package io.tocsin.promql.eval;

import java.math.BigDecimal;

/** Numbers as text. */
final class Numbers {

    private Numbers() {}

    /** The shortest decimal that is this number, without an exponent, as {@code count_values} labels have it. */
    static String format(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
