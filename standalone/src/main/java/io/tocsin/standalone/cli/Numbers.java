package io.tocsin.standalone.cli;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people. */
public final class Numbers {
    private static final MathContext FIVE_DIGITS = new MathContext(5);

    private Numbers() {}

    /** Without exponent and without zeros at the end: {@code 0.25}, {@code 15}. */
    public static String plain(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    /** A sample value as the API writes it, to five digits; as it is if it is no finite number. */
    static String rounded(String value) {
        try {
            return new BigDecimal(value).round(FIVE_DIGITS).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException _) {
            return value;
        }
    }

    /** To five digits, without exponent. */
    public static String rounded(double value) {
        return rounded(Double.toString(value));
    }

    /** {@code 1 rule}, {@code 2 rules}. */
    public static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** A count in at most four characters and a unit: {@code 950}, {@code 12.3k}, {@code 1.5M}. */
    public static String compact(double count) {
        if (count < 1000) {
            return Long.toString(Math.round(count));
        }
        boolean thousands = count < 999_500;
        BigDecimal scaled = BigDecimal.valueOf(count / (thousands ? 1e3 : 1e6));
        return scaled.round(new MathContext(3)).stripTrailingZeros().toPlainString() + (thousands ? "k" : "M");
    }
}
