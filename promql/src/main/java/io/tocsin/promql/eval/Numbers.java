package io.tocsin.promql.eval;

import java.math.BigDecimal;

/** Numbers as text. */
final class Numbers {

    private Numbers() {}

    /** As OpenMetrics writes the values of {@code quantile} and {@code le}: whole numbers with {@code .0}. */
    static String openMetrics(double value) {
        String text = format(value);
        return Double.isFinite(value) && text.indexOf('.') < 0 ? text + ".0" : text;
    }

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
