package io.tocsin.streamprocessor.series;

/**
 * What stands in a column where a series has no sample: a NaN of our own, distinct from the staleness marker and from
 * any NaN that arithmetic makes. A real sample never has these bits: {@link #sample} sees to it.
 */
final class Cell {

    static final long ABSENT_BITS = 0x7ffc_a55e_70c5_1e00L;
    static final double ABSENT = Double.longBitsToDouble(ABSENT_BITS);

    private Cell() {}

    static boolean isAbsent(double cell) {
        return Double.doubleToRawLongBits(cell) == ABSENT_BITS;
    }

    /** The cell of a real sample: its own bits, but for a NaN that would read as absence. */
    static double sample(double value) {
        return isAbsent(value) ? Double.NaN : value;
    }
}
