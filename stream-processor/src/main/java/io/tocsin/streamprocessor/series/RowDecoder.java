package io.tocsin.streamprocessor.series;

import io.tocsin.promql.series.Samples;
import java.util.Arrays;

/** Gives back the cells that {@link RowEncoder} compressed. Reused; not thread-safe. */
final class RowDecoder {

    private final ByteCursor in = new ByteCursor();
    private final long[] numbers;
    private final byte[] bitmap;
    private final boolean[] isPresent;
    private final int[] specialAt;
    private final double[] specialValues;
    private int specials;

    /** @param columns the largest number of cells in a row */
    RowDecoder(int columns) {
        numbers = new long[columns];
        bitmap = new byte[(columns + 7) / 8];
        isPresent = new boolean[columns];
        specialAt = new int[columns];
        specialValues = new double[columns];
    }

    /**
     * Fills {@code cells[0..columns)} from the row at an offset.
     *
     * @return how many of the cells are samples
     */
    int decode(byte[] bytes, int offset, int columns, double[] cells) {
        in.set(bytes, offset);
        int form = in.getByte();
        int scale = (form & RowForm.SCALED) == 0 ? 0 : in.getByte();
        int presentCount = readPresence(form & RowForm.PRESENCE, columns);
        readSpecials(form);
        int count = presentCount - specials;
        readNumbers(form, count);
        toDoubles((form & RowForm.BITS) != 0, scale, count, cells);
        if (specials > 0) {
            insertSpecials(count, cells);
        }
        if (presentCount < columns) {
            spread(presentCount, columns, cells);
        }
        return presentCount;
    }

    private int readPresence(int presence, int columns) {
        if (presence == RowForm.ALL_PRESENT) {
            return columns;
        }
        int count = 0;
        if (presence == RowForm.PRESENT_BITMAP) {
            int bits = 0;
            for (int i = 0; i < columns; i++) {
                bits = (i & 7) == 0 ? in.getByte() : bits >> 1;
                isPresent[i] = (bits & 1) != 0;
                count += bits & 1;
            }
            return count;
        }
        boolean present = true;
        for (int i = 0; i < columns; present = !present) {
            int run = (int) in.getVarint();
            Arrays.fill(isPresent, i, i + run, present);
            count += present ? run : 0;
            i += run;
        }
        return count;
    }

    private void readSpecials(int form) {
        specials = (form & RowForm.SPECIALS) == 0 ? 0 : (int) in.getVarint();
        for (int i = 0; i < specials; i++) {
            specialAt[i] = (int) in.getVarint();
            long bits = in.getByte() == RowForm.STALE ? Samples.STALE_NAN : in.getLong();
            specialValues[i] = Double.longBitsToDouble(bits);
        }
    }

    private void readNumbers(int form, int count) {
        if (count == 0) {
            return;
        }
        if ((form & RowForm.CONSTANT) != 0) {
            Arrays.fill(numbers, 0, count, readFirst(form));
        } else if ((form & RowForm.CHANGES) != 0) {
            in.getBytes(bitmap, (count + 7) / 8);
            int changes = 0;
            for (int i = 0; i < (count + 7) / 8; i++) {
                changes += Integer.bitCount(bitmap[i] & 0xff);
            }
            readSequence(form, changes);
            repeat(changes, count);
        } else {
            readSequence(form, count);
        }
    }

    private long readFirst(int form) {
        return (form & RowForm.BITS) != 0 ? in.getLong() : in.getSigned();
    }

    private void readSequence(int form, int count) {
        if ((form & RowForm.DELTAS) == 0) {
            NumberPacker.read(in, numbers, 0, count);
            return;
        }
        numbers[0] = readFirst(form);
        NumberPacker.read(in, numbers, 1, count);
        long number = numbers[0];
        for (int i = 1; i < count; i++) {
            number += numbers[i];
            numbers[i] = number;
        }
    }

    /** From the back, so that nothing is overwritten before it has been read. */
    private void repeat(int changes, int count) {
        int from = changes - 1;
        for (int i = count - 1; i >= 0; i--) {
            numbers[i] = numbers[from];
            from -= bitmap[i >> 3] >> (i & 7) & 1;
        }
    }

    private void toDoubles(boolean bits, int scale, int count, double[] cells) {
        if (bits) {
            for (int i = 0; i < count; i++) {
                cells[i] = Double.longBitsToDouble(numbers[i] << scale);
            }
        } else if (scale == 0) {
            for (int i = 0; i < count; i++) {
                cells[i] = numbers[i];
            }
        } else {
            double power = Decimal.power(scale);
            for (int i = 0; i < count; i++) {
                cells[i] = numbers[i] / power;
            }
        }
    }

    private void insertSpecials(int count, double[] cells) {
        int from = count - 1;
        int special = specials - 1;
        for (int i = count + specials - 1; special >= 0; i--) {
            cells[i] = i == specialAt[special] ? specialValues[special--] : cells[from--];
        }
    }

    private void spread(int presentCount, int columns, double[] cells) {
        int from = presentCount - 1;
        for (int i = columns - 1; i >= 0; i--) {
            cells[i] = isPresent[i] ? cells[from--] : Cell.ABSENT;
        }
    }
}
