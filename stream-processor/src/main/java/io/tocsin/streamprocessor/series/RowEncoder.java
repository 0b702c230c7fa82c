package io.tocsin.streamprocessor.series;

import io.tocsin.promql.series.Samples;
import java.util.Arrays;

/**
 * Compresses the cells of one series in one block. Reused for row after row; not thread-safe. The format is described
 * with the package.
 */
final class RowEncoder {

    private final double[] present;
    private final long[] numbers;
    private final long[] deltas;
    private final byte[] bitmap;
    private final int[] specialAt;
    private final long[] specialBits;
    private final NumberPacker packer = new NumberPacker();

    private int presentCount;
    private int specials;
    private int count;
    private int scale;
    private boolean decimal;

    /** @param columns the largest number of cells in a row */
    RowEncoder(int columns) {
        present = new double[columns];
        numbers = new long[columns];
        deltas = new long[columns];
        bitmap = new byte[(columns + 7) / 8];
        specialAt = new int[columns];
        specialBits = new long[columns];
    }

    /**
     * Writes {@code cells[from..to)}; a row without samples takes no byte.
     *
     * @return how many samples that were
     */
    int encode(double[] cells, int from, int to, ByteSink out) {
        presentCount = 0;
        for (int i = from; i < to; i++) {
            if (!Cell.isAbsent(cells[i])) {
                present[presentCount++] = cells[i];
            }
        }
        if (presentCount > 0) {
            decimal = toDecimals() || toBits();
            write(cells, from, to, out);
        }
        return presentCount;
    }

    /** @return whether nearly all samples are decimals; those that are not then stand apart */
    private boolean toDecimals() {
        int allowed = 1 + presentCount / 16;
        scale = 0;
        for (int i = 0; i < presentCount; i++) {
            int own = Samples.isStale(present[i]) ? scale : Decimal.scale(present[i], scale);
            if (own < 0 && --allowed < 0) {
                return false;
            }
            scale = Math.max(scale, own);
        }
        count = 0;
        specials = 0;
        for (int i = 0; i < presentCount; i++) {
            long mantissa = Decimal.mantissa(present[i], scale);
            if (mantissa == Decimal.NONE) {
                setApart(i);
            } else {
                numbers[count++] = mantissa;
            }
        }
        return specials <= presentCount / 8 || onlyStaleApart();
    }

    private boolean onlyStaleApart() {
        for (int i = 0; i < specials; i++) {
            if (specialBits[i] != Samples.STALE_NAN) {
                return false;
            }
        }
        return true;
    }

    /** Takes the bits of all but staleness markers, without the zeros that all of them end in. */
    private boolean toBits() {
        count = 0;
        specials = 0;
        long union = 0;
        for (int i = 0; i < presentCount; i++) {
            if (Samples.isStale(present[i])) {
                setApart(i);
            } else {
                long bits = Double.doubleToRawLongBits(present[i]);
                union |= bits;
                numbers[count++] = bits;
            }
        }
        scale = union == 0 ? 0 : Long.numberOfTrailingZeros(union);
        for (int i = 0; i < count; i++) {
            numbers[i] >>>= scale;
        }
        return false;
    }

    private void setApart(int at) {
        specialAt[specials] = at;
        specialBits[specials++] = Double.doubleToRawLongBits(present[at]);
    }

    private void write(double[] cells, int from, int to, ByteSink out) {
        int changes = changes();
        int form = (decimal ? 0 : RowForm.BITS) | (scale == 0 ? 0 : RowForm.SCALED);
        form |= presenceForm(cells, from, to) | (specials == 0 ? 0 : RowForm.SPECIALS);
        form |= changes == 0 ? RowForm.CONSTANT : 2 * changes <= count ? RowForm.CHANGES : 0;
        int total = count;
        if ((form & RowForm.CHANGES) != 0) {
            keepChanges();
        }
        boolean useDeltas = changes > 0 && deltasAreShorter();
        out.putByte(form | (useDeltas ? RowForm.DELTAS : 0));
        if (scale != 0) {
            out.putByte(scale);
        }
        writePresence(form & RowForm.PRESENCE, cells, from, to, out);
        writeSpecials(out);
        if ((form & RowForm.CHANGES) != 0) {
            out.putBytes(bitmap, 0, (total + 7) / 8);
        }
        writeNumbers(changes == 0, useDeltas, out);
    }

    private int changes() {
        int changes = 0;
        for (int i = 1; i < count; i++) {
            changes += numbers[i] == numbers[i - 1] ? 0 : 1;
        }
        return changes;
    }

    /** Leaves the first number and each that differs from the one before it, and marks them in the bitmap. */
    private void keepChanges() {
        Arrays.fill(bitmap, (byte) 0);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || numbers[i] != numbers[kept - 1]) {
                numbers[kept++] = numbers[i];
                bitmap[i >> 3] |= (byte) (1 << (i & 7));
            }
        }
        count = kept;
    }

    private boolean deltasAreShorter() {
        for (int i = 1; i < count; i++) {
            deltas[i - 1] = numbers[i] - numbers[i - 1];
        }
        return packer.bits(deltas, count - 1) <= packer.bits(numbers, count);
    }

    private int presenceForm(double[] cells, int from, int to) {
        if (presentCount == to - from) {
            return RowForm.ALL_PRESENT;
        }
        int runs = 2;
        for (int i = from + 1; i < to; i++) {
            runs += Cell.isAbsent(cells[i]) == Cell.isAbsent(cells[i - 1]) ? 0 : 1;
        }
        return runs <= (to - from + 7) / 8 ? RowForm.PRESENT_RUNS : RowForm.PRESENT_BITMAP;
    }

    private void writePresence(int presence, double[] cells, int from, int to, ByteSink out) {
        if (presence == RowForm.PRESENT_BITMAP) {
            for (int i = from; i < to; i += 8) {
                int bits = 0;
                for (int j = i; j < Math.min(i + 8, to); j++) {
                    bits |= Cell.isAbsent(cells[j]) ? 0 : 1 << (j - i);
                }
                out.putByte(bits);
            }
        } else if (presence == RowForm.PRESENT_RUNS) {
            boolean absent = false;
            int run = 0;
            for (int i = from; i < to; i++, run++) {
                if (Cell.isAbsent(cells[i]) != absent) {
                    out.putVarint(run);
                    absent = !absent;
                    run = 0;
                }
            }
            out.putVarint(run);
        }
    }

    private void writeSpecials(ByteSink out) {
        if (specials == 0) {
            return;
        }
        out.putVarint(specials);
        for (int i = 0; i < specials; i++) {
            out.putVarint(specialAt[i]);
            boolean stale = specialBits[i] == Samples.STALE_NAN;
            out.putByte(stale ? RowForm.STALE : RowForm.LITERAL);
            if (!stale) {
                out.putLong(specialBits[i]);
            }
        }
    }

    private void writeNumbers(boolean constant, boolean useDeltas, ByteSink out) {
        if (count == 0) {
            return;
        }
        if (constant || useDeltas) {
            writeFirst(out);
        }
        if (useDeltas) {
            packer.write(deltas, count - 1, out);
        } else if (!constant) {
            packer.write(numbers, count, out);
        }
    }

    private void writeFirst(ByteSink out) {
        if (decimal) {
            out.putSigned(numbers[0]);
        } else {
            out.putLong(numbers[0]);
        }
    }
}
