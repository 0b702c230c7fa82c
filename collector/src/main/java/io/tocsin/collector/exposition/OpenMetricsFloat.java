package io.tocsin.collector.exposition;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Bounds of buckets and quantiles as Prometheus 3 stores them, so that {@code le="1"} and {@code le="1.0"} are one
 * series: Go's shortest form, with {@code .0} behind what would look like an integer.
 */
final class OpenMetricsFloat {

    /** From this power of ten on a number is written with an exponent. */
    private static final int EXPONENT_FROM = 6;

    private OpenMetricsFloat() {}

    /** @return the text itself if it is no number */
    static String normalized(String label) {
        byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
        FloatReader reader = new FloatReader();
        return reader.read(bytes, 0, bytes.length) ? text(reader.value()) : label;
    }

    static String text(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == 0 ? "0.0" : (value < 0 ? "-" : "") + text(shortest(Math.abs(value)));
    }

    private static String text(BigDecimal digits) {
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent < -4 || exponent >= EXPONENT_FROM) {
            String all = digits.unscaledValue().toString();
            String point = all.length() > 1 ? "." + all.substring(1) : "";
            return all.charAt(0)
                    + point
                    + (exponent < 0 ? "e-" : "e+")
                    + (Math.abs(exponent) < 10 ? "0" : "")
                    + Math.abs(exponent);
        }
        String plain = digits.toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    private static BigDecimal shortest(double value) {
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        // Java prefers two digits to one where both will do: 4.9E-324 for 5e-324.
        BigDecimal one = digits.round(new MathContext(1, RoundingMode.HALF_UP));
        return digits.precision() == 2 && one.doubleValue() == value ? one.stripTrailingZeros() : digits;
    }
}
