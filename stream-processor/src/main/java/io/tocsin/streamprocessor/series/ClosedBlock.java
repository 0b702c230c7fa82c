package io.tocsin.streamprocessor.series;

/** A block that grows no more: its rows compressed one by one, each readable alone. */
final class ClosedBlock {

    /** From so many rows on the times are kept as they are, so that no row has to decompress them. */
    private static final int RAW_TIMES_ROWS = 32;

    private final Columns columns;
    private final boolean timesAreRaw;
    private final int[] offsets;
    private final byte[] bytes;
    private final int samples;
    private final int size;

    private ClosedBlock(Columns columns, int[] offsets, byte[] bytes, int samples) {
        this.columns = columns;
        this.size = columns.size;
        this.timesAreRaw = columns.timestamps.length > 0;
        this.offsets = offsets;
        this.bytes = bytes;
        this.samples = samples;
    }

    static ClosedBlock of(OpenBlock open, int width, BlockCodec codec) {
        Columns columns = open.columns();
        ByteSink out = codec.sink();
        out.clear();
        boolean raw = width >= RAW_TIMES_ROWS;
        if (!raw) {
            columns.write(out);
        }
        int[] offsets = new int[width + 1];
        int samples = codec.encodeRows(open, width, offsets);
        Columns kept = raw ? columns.trimmed() : columns.withoutTimes();
        return new ClosedBlock(kept, offsets, out.toArray(ByteCursor.PADDING), samples);
    }

    int samples() {
        return samples;
    }

    long maxTimestamp() {
        return columns.maxTimestamp;
    }

    long bytes() {
        return 160L + bytes.length + 4L * offsets.length + 16L * columns.timestamps.length;
    }

    boolean hasRow(int row) {
        return row < offsets.length - 1 && offsets[row] < offsets[row + 1];
    }

    /** @return how many of the first rows have a sample */
    int rowsPresent() {
        int present = 0;
        for (int row = 0; row < offsets.length - 1; row++) {
            present += hasRow(row) ? 1 : 0;
        }
        return present;
    }

    void read(int row, Span span, BlockCodec codec, SampleBuffer out) {
        if (!columns.overlaps(span) || !hasRow(row)) {
            return;
        }
        long[] timestamps = columns.timestamps;
        long[] horizons = columns.horizons;
        if (!timesAreRaw) {
            timestamps = codec.timestamps();
            horizons = codec.horizons();
            Columns.read(codec.cursor().set(bytes, 0), size, timestamps, horizons);
        }
        double[] cells = codec.cells();
        boolean full = codec.decoder().decode(bytes, offsets[row], size, cells);
        out.reserve(size);
        int from = columns.ascending ? Columns.after(timestamps, size, span.from()) : 0;
        int to = columns.ascending ? Columns.after(timestamps, size, span.to()) : size;
        if (full
                && columns.ascending
                && columns.maxHorizon <= span.limit()
                && span.refused().isEmpty()) {
            out.addAll(timestamps, cells, from, to);
            return;
        }
        for (int i = from; i < to; i++) {
            if (span.holds(timestamps[i], horizons[i]) && !Cell.isAbsent(cells[i])) {
                out.add(timestamps[i], cells[i]);
            }
        }
    }
}
