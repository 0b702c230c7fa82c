package io.tocsin.streamprocessor.series;

/** Writes numbers in groups: the group's minimum, a width in bits, and each number's distance from the minimum. */
final class NumberPacker {

    private long min;
    private int width;

    /** What {@link #write} would take, nearly. */
    long bits(long[] numbers, int n) {
        long bits = 0;
        for (int from = 0; from < n; from += RowForm.GROUP) {
            int to = Math.min(from + RowForm.GROUP, n);
            measure(numbers, from, to);
            int minBits = 64 - Long.numberOfLeadingZeros((min << 1) ^ (min >> 63));
            bits += (long) width * (to - from) + minBits * 8L / 7 + 8;
        }
        return bits;
    }

    void write(long[] numbers, int n, ByteSink out) {
        for (int from = 0; from < n; from += RowForm.GROUP) {
            int to = Math.min(from + RowForm.GROUP, n);
            measure(numbers, from, to);
            out.putByte(width);
            out.putSigned(min);
            out.putPacked(numbers, from, to, min, width);
        }
    }

    static void read(ByteCursor in, long[] numbers, int from, int to) {
        for (int at = from; at < to; at += RowForm.GROUP) {
            int width = in.getByte();
            long min = in.getSigned();
            in.getPacked(numbers, at, Math.min(at + RowForm.GROUP, to), min, width);
        }
    }

    private void measure(long[] numbers, int from, int to) {
        long least = numbers[from];
        long most = least;
        for (int i = from + 1; i < to; i++) {
            least = Math.min(least, numbers[i]);
            most = Math.max(most, numbers[i]);
        }
        min = least;
        // Unsigned: the distance of two longs may exceed the largest long, never 64 bits.
        width = 64 - Long.numberOfLeadingZeros(most - least);
    }
}
