package io.tocsin.promql.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How Go prints a float64: {@code strconv.FormatFloat} with its formats e, f and g. */
public final class GoFloat {

    /** As many digits as it takes to tell the number from its neighbours. */
    public static final int SHORTEST = -1;

    private static final int SHORTEST_G_LIMIT = 6;

    private GoFloat() {}

    /** {@code %v} of {@code fmt}: {@code 0.1}, {@code 1e+06}, {@code 100000}, {@code +Inf}, {@code NaN}. */
    public static String shortest(double value) {
        return format(value, 'g', SHORTEST);
    }

    /** {@code FormatFloat(value, 'f', -1, 64)}: never an exponent. Values in labels are written like this. */
    public static String plain(double value) {
        return format(value, 'f', SHORTEST);
    }

    /**
     * @param format {@code e}, {@code f} or {@code g}
     * @param precision digits after the point, for {@code g} in all; or {@link #SHORTEST}
     */
    public static String format(double value, char format, int precision) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        // Exact: a double is a finite decimal fraction.
        BigDecimal digits = precision == SHORTEST ? shortestDigits(Math.abs(value)) : new BigDecimal(Math.abs(value));
        return sign
                + switch (format) {
                    case 'e' ->
                        exponential(rounded(digits, precision == SHORTEST ? SHORTEST : precision + 1), precision);
                    case 'f' -> decimal(digits, precision);
                    case 'g' -> general(digits, precision);
                    default -> throw new IllegalArgumentException("no float format: " + format);
                };
    }

    private static BigDecimal shortestDigits(double value) {
        BigDecimal digits = new BigDecimal(Double.toString(value));
        // Java prefers two digits to one where both will do: 4.9E-324 for 5e-324.
        if (digits.signum() != 0 && digits.stripTrailingZeros().precision() == 2) {
            BigDecimal one = digits.round(new MathContext(1, RoundingMode.HALF_UP));
            return one.doubleValue() == value ? one : digits;
        }
        return digits;
    }

    private static String decimal(BigDecimal digits, int precision) {
        if (precision == SHORTEST) {
            return digits.signum() == 0 ? "0" : digits.stripTrailingZeros().toPlainString();
        }
        return digits.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String general(BigDecimal exact, int precision) {
        int wanted = precision == 0 ? 1 : precision;
        BigDecimal digits = rounded(exact, wanted);
        digits = digits.signum() == 0 ? BigDecimal.ZERO : digits.stripTrailingZeros();
        int exponent = exponent(digits);
        int limit = wanted == SHORTEST ? SHORTEST_G_LIMIT : wanted;
        return exponent < -4 || exponent >= limit ? exponential(digits, SHORTEST) : decimal(digits, SHORTEST);
    }

    private static BigDecimal rounded(BigDecimal digits, int significant) {
        return significant == SHORTEST ? digits : digits.round(new MathContext(significant, RoundingMode.HALF_EVEN));
    }

    private static int exponent(BigDecimal digits) {
        return digits.signum() == 0 ? 0 : digits.precision() - digits.scale() - 1;
    }

    private static String exponential(BigDecimal digits, int precision) {
        int exponent = exponent(digits);
        String all = digits.signum() == 0
                ? "0"
                : digits.stripTrailingZeros().unscaledValue().toString();
        int wanted = precision == SHORTEST ? all.length() : precision + 1;
        String mantissa = all + "0".repeat(Math.max(0, wanted - all.length()));
        String point = wanted > 1 ? "." + mantissa.substring(1) : "";
        String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : String.valueOf(Math.abs(exponent));
        return mantissa.charAt(0) + point + "e" + (exponent < 0 ? "-" : "+") + power;
    }
}
