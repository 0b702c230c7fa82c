package io.tocsin.schemas.frame;

import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.wire.MalformedRecordException;
import io.tocsin.schemas.wire.MalformedRecordException.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Avro body of a frame, in the order of {@code MetricFrame.avsc}. */
final class FrameBody {

    private static final int LEAST_HISTOGRAM_BYTES = 4 * Double.BYTES + 8;

    private final AvroReader in;
    private final FrameLimits limits;

    private FrameBody(AvroReader in, FrameLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    static byte[] encode(byte[] header, MetricFrame frame) {
        byte[] layout = frame.layout().encoded();
        AvroWriter out = new AvroWriter(header.length + layout.length + frame.size() * Double.BYTES + 64);
        out.raw(header);
        out.writeLong(frame.timestamp());
        out.raw(layout);
        out.writeDoubles(frame.values());
        out.writeLongs(frame.timestampOffsets());
        FrameColumns columns = frame.columns();
        out.writeInts(columns.metricTypes());
        out.writeInts(columns.helpRefs());
        out.writeInts(columns.unitRefs());
        out.writeLongs(columns.startTimestamps());
        if (!columns.histograms().isEmpty()) {
            out.writeLong(columns.histograms().size());
            columns.histograms().forEach(histogram -> encode(out, histogram));
        }
        out.writeLong(0);
        return out.toBytes();
    }

    private static void encode(AvroWriter out, NativeHistogram histogram) {
        out.writeLong(histogram.series());
        out.writeLong(histogram.schema());
        out.writeDouble(histogram.count());
        out.writeDouble(histogram.sum());
        out.writeDouble(histogram.zeroThreshold());
        out.writeDouble(histogram.zeroCount());
        out.writeInts(histogram.positiveSpans());
        out.writeDoubles(histogram.positiveCounts());
        out.writeInts(histogram.negativeSpans());
        out.writeDoubles(histogram.negativeCounts());
        out.writeDoubles(histogram.customBounds());
        out.writeLong(histogram.resetHint());
    }

    static byte[] encodeLayout(List<String> symbols, int[] labelRefs, int[] labelEnds) {
        AvroWriter out = new AvroWriter(1024);
        if (!symbols.isEmpty()) {
            out.writeLong(symbols.size());
            symbols.forEach(out::writeString);
        }
        out.writeLong(0);
        out.writeInts(labelRefs);
        out.writeInts(labelEnds);
        return out.toBytes();
    }

    static MetricFrame decode(byte[] data, int offset, FrameLimits limits, @Nullable FrameLayout previous)
            throws MalformedRecordException {
        AvroReader in = new AvroReader(data, offset);
        MetricFrame frame = new FrameBody(in, limits).frame(previous);
        if (in.remaining() > 0) {
            throw new MalformedRecordException(Reason.TRAILING_BYTES, in.remaining() + " bytes follow the frame's end");
        }
        return frame;
    }

    private MetricFrame frame(@Nullable FrameLayout previous) throws MalformedRecordException {
        long timestamp = in.readLong();
        FrameLayout layout = previous != null && in.skipIfNext(previous.encoded()) ? previous : layout();
        double[] values = in.readDoubles();
        if (values.length != layout.size()) {
            throw mismatch("values", values.length, layout);
        }
        long[] offsets = in.readLongs();
        requireColumn("timestampOffsets", offsets.length, layout);
        requireTimes(timestamp, offsets);
        return new MetricFrame(timestamp, layout, values, offsets, columns(layout));
    }

    private static void requireTimes(long timestamp, long[] offsets) throws MalformedRecordException {
        if (timestamp < 0) {
            throw new MalformedRecordException(Reason.OUT_OF_RANGE, "the time " + timestamp + " ms is before 1970");
        }
        for (long offset : offsets) {
            long at = timestamp + offset;
            boolean overflow = ((timestamp ^ at) & (offset ^ at)) < 0;
            if (overflow || at < 0) {
                throw new MalformedRecordException(
                        Reason.OUT_OF_RANGE, "the time " + timestamp + " + " + offset + " ms is no time");
            }
        }
    }

    private FrameLayout layout() throws MalformedRecordException {
        int start = in.position();
        String[] symbols = symbols();
        int[] refs = in.readInts();
        int[] ends = in.readInts();
        if (ends.length > limits.series()) {
            throw new MalformedRecordException(
                    Reason.TOO_LARGE, ends.length + " series, " + limits.series() + " are allowed in a frame");
        }
        Labels[] labels = new LabelTable(symbols, refs, limits).series(ends);
        return new FrameLayout(labels, symbols, in.copyFrom(start));
    }

    private String[] symbols() throws MalformedRecordException {
        List<String> symbols = new ArrayList<>();
        for (int block = in.readBlock(1, 0); block > 0; block = in.readBlock(1, symbols.size())) {
            for (int i = 0; i < block; i++) {
                symbols.add(in.readString(limits.symbolBytes()));
            }
        }
        return symbols.toArray(new String[0]);
    }

    private FrameColumns columns(FrameLayout layout) throws MalformedRecordException {
        int[] types = in.readInts();
        requireColumn("metricTypes", types.length, layout);
        int[] help = in.readInts();
        requireRefs("helpRefs", help, layout);
        int[] units = in.readInts();
        requireRefs("unitRefs", units, layout);
        long[] starts = in.readLongs();
        requireColumn("startTimestamps", starts.length, layout);
        List<NativeHistogram> histograms = histograms(layout);
        boolean none = types.length + help.length + units.length + starts.length + histograms.size() == 0;
        return none ? FrameColumns.NONE : new FrameColumns(types, help, units, starts, histograms);
    }

    private List<NativeHistogram> histograms(FrameLayout layout) throws MalformedRecordException {
        List<NativeHistogram> histograms = new ArrayList<>();
        int block = in.readBlock(LEAST_HISTOGRAM_BYTES, 0);
        for (; block > 0; block = in.readBlock(LEAST_HISTOGRAM_BYTES, histograms.size())) {
            for (int i = 0; i < block; i++) {
                histograms.add(histogram(layout));
            }
        }
        return List.copyOf(histograms);
    }

    private NativeHistogram histogram(FrameLayout layout) throws MalformedRecordException {
        NativeHistogram histogram = new NativeHistogram(
                in.readInt(),
                in.readInt(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readInts(),
                in.readDoubles(),
                in.readInts(),
                in.readDoubles(),
                in.readDoubles(),
                in.readInt());
        if (histogram.series() < 0 || histogram.series() >= layout.size()) {
            throw new MalformedRecordException(
                    Reason.COLUMN_MISMATCH, "a histogram of series " + histogram.series() + " of " + layout.size());
        }
        return histogram;
    }

    private static void requireRefs(String name, int[] refs, FrameLayout layout) throws MalformedRecordException {
        requireColumn(name, refs.length, layout);
        for (int ref : refs) {
            if (ref < -1 || ref >= layout.symbolCount()) {
                throw new MalformedRecordException(
                        Reason.COLUMN_MISMATCH,
                        name + " points at " + ref + " of " + layout.symbolCount() + " symbols");
            }
        }
    }

    private static void requireColumn(String name, int length, FrameLayout layout) throws MalformedRecordException {
        if (length != 0 && length != layout.size()) {
            throw mismatch(name, length, layout);
        }
    }

    private static MalformedRecordException mismatch(String name, int length, FrameLayout layout) {
        return new MalformedRecordException(
                Reason.COLUMN_MISMATCH, length + " " + name + " for " + layout.size() + " series");
    }
}
