package io.tocsin.streamprocessor.series;

import java.util.Arrays;

/**
 * The block of a stripe that still grows: raw columns, one for each timestamp and horizon in log order. Columns of few
 * rows share an array; a row beyond a column's end is absent there, so that rows may be added at any time.
 */
final class OpenBlock {

    static final int MAX_COLUMNS = 120;

    private final Columns columns = new Columns(16);
    private final int shift;
    private double[][] chunks = new double[8][];
    private int samples;
    private int lastFill;

    /** @param width the number of rows at first */
    OpenBlock(int width) {
        // At least 16 cells a chunk.
        shift = Math.max(0, 4 - (31 - Integer.numberOfLeadingZeros(Math.max(1, width))));
    }

    Columns columns() {
        return columns;
    }

    int samples() {
        return samples;
    }

    /** How many rows of the last column have a sample. */
    int lastFill() {
        return lastFill;
    }

    long bytes() {
        long bytes = 64L + 16L * columns.timestamps.length;
        for (int i = 0; i < chunks.length && chunks[i] != null; i++) {
            bytes += 20 + 8L * chunks[i].length;
        }
        return bytes;
    }

    /**
     * Takes samples of one timestamp. They join the last column if that has the same timestamp and horizon: no instant
     * sees one of the two without the other, so a sample may even replace one there.
     *
     * @param width the number of rows of the stripe
     */
    void append(long timestamp, long horizon, Part part, double[] values, int width) {
        boolean joins = columns.lastIs(timestamp, horizon);
        if (!joins) {
            columns.add(timestamp, horizon);
            lastFill = 0;
        }
        int column = columns.size - 1;
        if (!joins && shift == 0 && part.isIdentity()) {
            addChunk(column, copy(values, part.size(), width));
            count(part.size());
        } else {
            scatter(part, values, chunkFor(column, width), column);
        }
    }

    private static double[] copy(double[] values, int size, int width) {
        double[] cells = new double[width];
        for (int i = 0; i < size; i++) {
            cells[i] = Cell.sample(values[i]);
        }
        Arrays.fill(cells, size, width, Cell.ABSENT);
        return cells;
    }

    private void scatter(Part part, double[] values, double[] chunk, int column) {
        int base = base(chunk, column);
        int added = 0;
        for (int i = 0; i < part.size(); i++) {
            int at = base + part.row(i);
            added += Cell.isAbsent(chunk[at]) ? 1 : 0;
            chunk[at] = Cell.sample(values[part.sample(i)]);
        }
        count(added);
    }

    private void count(int added) {
        samples += added;
        lastFill += added;
    }

    private int base(double[] chunk, int column) {
        return (column & ((1 << shift) - 1)) * stride(chunk);
    }

    private int stride(double[] chunk) {
        return chunk.length >> shift;
    }

    /** The chunk of the last column, made or widened as needed. */
    private double[] chunkFor(int column, int width) {
        int index = column >> shift;
        double[] chunk = index < chunks.length ? chunks[index] : null;
        if (chunk == null) {
            chunk = new double[width << shift];
            Arrays.fill(chunk, Cell.ABSENT);
            addChunk(index, chunk);
        } else if (stride(chunk) < width) {
            chunk = widened(chunk, Math.max(width, Math.min(2 * stride(chunk), Stripe.MAX_ROWS)));
            chunks[index] = chunk;
        }
        return chunk;
    }

    private double[] widened(double[] chunk, int width) {
        double[] wider = new double[width << shift];
        Arrays.fill(wider, Cell.ABSENT);
        int stride = stride(chunk);
        for (int i = 0; i < 1 << shift; i++) {
            System.arraycopy(chunk, i * stride, wider, i * width, stride);
        }
        return wider;
    }

    private void addChunk(int index, double[] chunk) {
        if (index == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * index);
        }
        chunks[index] = chunk;
    }

    double cell(int column, int row) {
        double[] chunk = chunks[column >> shift];
        return row < stride(chunk) ? chunk[base(chunk, column) + row] : Cell.ABSENT;
    }

    boolean hasRow(int row) {
        for (int column = 0; column < columns.size; column++) {
            if (!Cell.isAbsent(cell(column, row))) {
                return true;
            }
        }
        return false;
    }

    void read(int row, Span span, SampleBuffer out) {
        if (!columns.overlaps(span)) {
            return;
        }
        out.reserve(columns.size);
        int from = columns.ascending ? columns.after(span.from()) : 0;
        int to = columns.ascending ? columns.after(span.to()) : columns.size;
        for (int column = from; column < to; column++) {
            if (span.holds(columns.timestamps[column], columns.horizons[column])) {
                double cell = cell(column, row);
                if (!Cell.isAbsent(cell)) {
                    out.add(columns.timestamps[column], cell);
                }
            }
        }
    }
}
