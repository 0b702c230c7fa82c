package io.tocsin.collector.exposition;

import java.math.BigInteger;

/**
 * The double nearest to a decimal number, by one multiplication: D. Lemire, "Number parsing at a gigabyte per second"
 * (2021), which proves it right. Only for powers at which it always decides; they are those of what people measure. The
 * platform's way goes by a string and costs ten times as much.
 */
final class DecimalFloat {

    static final int LEAST_POWER = -27;
    static final int MOST_POWER = 55;

    private static final int MANTISSA_BITS = 52;
    private static final long HIGHEST_MANTISSA_BIT = 1L << MANTISSA_BITS;

    /** The most significant 128 bits of 5 to the power of {@link #LEAST_POWER} and up. */
    private static final long[] HIGH = new long[MOST_POWER - LEAST_POWER + 1];

    private static final long[] LOW = new long[MOST_POWER - LEAST_POWER + 1];

    static {
        for (int power = LEAST_POWER; power <= MOST_POWER; power++) {
            BigInteger bits = bitsOfFive(power);
            HIGH[power - LEAST_POWER] = bits.shiftRight(Long.SIZE).longValue();
            LOW[power - LEAST_POWER] = bits.longValue();
        }
    }

    private DecimalFloat() {}

    /** Cut off for a positive power; for a negative one, whose bits have no end, the next above what is cut off. */
    private static BigInteger bitsOfFive(int power) {
        BigInteger five = BigInteger.valueOf(5).pow(Math.abs(power));
        int length = five.bitLength();
        return power >= 0
                ? five.shiftLeft(2 * Long.SIZE).shiftRight(length)
                : BigInteger.ONE
                        .shiftLeft(length - 1 + 2 * Long.SIZE)
                        .divide(five)
                        .add(BigInteger.ONE);
    }

    /**
     * Of {@code digits} times 10 to the {@code power}.
     *
     * @param digits not negative
     * @param power between the two bounds
     */
    static double nearest(long digits, int power) {
        if (digits == 0) {
            return 0;
        }
        int leading = Long.numberOfLeadingZeros(digits);
        long normal = digits << leading;
        long high = Math.unsignedMultiplyHigh(normal, HIGH[power - LEAST_POWER]);
        long low = normal * HIGH[power - LEAST_POWER];
        // All the bits that decide the rounding are set: the next ones below may carry.
        if ((high & 0x1ff) == 0x1ff) {
            long more = Math.unsignedMultiplyHigh(normal, LOW[power - LEAST_POWER]);
            low += more;
            high += Long.compareUnsigned(low, more) < 0 ? 1 : 0;
        }
        return rounded(high, low, power, leading);
    }

    private static double rounded(long high, long low, int power, int leading) {
        int top = (int) (high >>> 63);
        int shift = top + Long.SIZE - MANTISSA_BITS - 3;
        long mantissa = high >>> shift;
        boolean halfWay = Long.compareUnsigned(low, 1) <= 0 && power >= -4 && power <= 23 && mantissa << shift == high;
        if (halfWay && (mantissa & 3) == 1) {
            mantissa--;
        }
        mantissa = (mantissa + (mantissa & 1)) >>> 1;
        int exponent = binaryExponent(power) + top - leading + Double.MAX_EXPONENT;
        // Added, not or-ed: where rounding made a mantissa of one bit more, the exponent takes it.
        return Double.longBitsToDouble(((long) exponent << MANTISSA_BITS) + (mantissa - HIGHEST_MANTISSA_BIT));
    }

    /** Of the highest bit of a number of 64 bits times 10 to the {@code power}: log2(10) is 217706/65536. */
    private static int binaryExponent(int power) {
        return ((217_706 * power) >> 16) + 63;
    }
}
