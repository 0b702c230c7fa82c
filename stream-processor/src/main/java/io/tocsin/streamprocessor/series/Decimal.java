package io.tocsin.streamprocessor.series;

/**
 * Doubles as decimals: {@code mantissa / 10^scale}, where that gives exactly the same bits back. Division of two exact
 * doubles is rounded once, so whatever somebody wrote with few digits passes, at any larger scale too.
 */
final class Decimal {

    /** More digits than that are noise, which no decimal makes shorter. */
    static final int MAX_SCALE = 12;

    /** What is no decimal of the scale asked for. */
    static final long NONE = Long.MIN_VALUE;

    private static final double EXACT = 0x1p53;
    private static final double[] POWERS = powers();

    private Decimal() {}

    private static double[] powers() {
        double[] powers = new double[MAX_SCALE + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    static double power(int scale) {
        return POWERS[scale];
    }

    /** @return the least scale from {@code least} on that represents the value, or -1 */
    static int scale(double value, int least) {
        for (int scale = least; scale <= MAX_SCALE; scale++) {
            if (mantissa(value, scale) != NONE) {
                return scale;
            }
        }
        return -1;
    }

    /** @return {@link #NONE} if the value is not exactly a decimal of that scale; -0.0, NaN and infinities never are */
    static long mantissa(double value, int scale) {
        double scaled = Math.rint(value * POWERS[scale]);
        if (!(Math.abs(scaled) < EXACT)) {
            return NONE;
        }
        long mantissa = (long) scaled;
        boolean same = Double.doubleToRawLongBits(mantissa / POWERS[scale]) == Double.doubleToRawLongBits(value);
        return same ? mantissa : NONE;
    }
}
