package io.tocsin.streamprocessor.series;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A block that grows no more: its rows compressed one by one, each readable alone. */
final class ClosedBlock {

    /** From so many rows on the times are kept as they are, so that no row has to decompress them. */
    private static final int RAW_TIMES_ROWS = 32;

    private final Columns columns;
    private final boolean timesAreRaw;

    /** The rows that are left, ascending; null while all are there. */
    private final int @Nullable [] rows;

    private final int[] offsets;
    private final byte[] bytes;
    private final int samples;
    private final int size;

    private ClosedBlock(Columns columns, int @Nullable [] rows, int[] offsets, byte[] bytes, int samples) {
        this.columns = columns;
        this.rows = rows;
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
        return new ClosedBlock(kept, null, offsets, out.toArray(ByteCursor.PADDING), samples);
    }

    int samples() {
        return samples;
    }

    /** Without the times themselves, in narrow blocks. */
    Columns columns() {
        return columns;
    }

    long bytes() {
        return 160L + bytes.length + 4L * offsets.length + 16L * columns.timestamps.length;
    }

    boolean hasRow(int row) {
        return indexOf(row) >= 0;
    }

    /** @return where the row's offset is; negative if the row has no sample */
    private int indexOf(int row) {
        int index = rows == null ? row : Arrays.binarySearch(rows, row);
        return index >= 0 && index < offsets.length - 1 && offsets[index] < offsets[index + 1] ? index : -1;
    }

    /** @return how many rows have a sample */
    int rowsPresent() {
        int present = 0;
        for (int i = 0; i < offsets.length - 1; i++) {
            present += offsets[i] < offsets[i + 1] ? 1 : 0;
        }
        return present;
    }

    /** @return this block without the rows that are not wanted; null if that is all of them */
    @Nullable
    ClosedBlock keeping(IntPredicate wanted, BlockCodec codec) {
        int[] kept = IntStream.range(0, offsets.length - 1)
                .filter(i -> offsets[i] < offsets[i + 1])
                .map(i -> rows == null ? i : rows[i])
                .filter(wanted)
                .toArray();
        if (kept.length == rowsPresent()) {
            return this;
        }
        return kept.length == 0 ? null : copyOf(kept, codec);
    }

    private ClosedBlock copyOf(int[] kept, BlockCodec codec) {
        ByteSink out = codec.sink();
        out.clear();
        if (timesAreRaw) {
            columns.write(out);
        } else {
            out.putBytes(bytes, 0, offsets[0]);
        }
        int[] keptOffsets = new int[kept.length + 1];
        int keptSamples = 0;
        for (int i = 0; i < kept.length; i++) {
            int index = indexOf(kept[i]);
            keptOffsets[i] = out.size();
            keptSamples += codec.decoder().decode(bytes, offsets[index], size, codec.cells());
            out.putBytes(bytes, offsets[index], offsets[index + 1] - offsets[index]);
        }
        keptOffsets[kept.length] = out.size();
        return new ClosedBlock(columns.withoutTimes(), kept, keptOffsets, out.toArray(ByteCursor.PADDING), keptSamples);
    }

    void read(int row, Span span, BlockCodec codec, SampleBuffer out) {
        int index = columns.overlaps(span) ? indexOf(row) : -1;
        if (index < 0) {
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
        boolean full = codec.decoder().decode(bytes, offsets[index], size, cells) == size;
        out.reserve(size);
        int from = columns.ascending ? Columns.after(timestamps, size, span.from()) : 0;
        int to = columns.ascending ? Columns.after(timestamps, size, span.to()) : size;
        if (full
                && columns.ascending
                && columns.maxHorizon <= span.limit()
                && !span.refused().touches(columns)) {
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
