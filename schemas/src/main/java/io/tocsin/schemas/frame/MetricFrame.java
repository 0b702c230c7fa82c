package io.tocsin.schemas.frame;

import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many samples of one source at one time, by columns: one value a series of the {@link #layout}. The arrays are shared,
 * not copied: do not change them.
 */
public final class MetricFrame {

    private static final long[] NO_OFFSETS = {};

    private final long timestamp;
    private final FrameLayout layout;
    private final double[] values;
    private final long[] timestampOffsets;
    private final FrameColumns columns;

    /** All samples at one time. */
    public MetricFrame(long timestamp, FrameLayout layout, double[] values) {
        this(timestamp, layout, values, NO_OFFSETS, FrameColumns.NONE);
    }

    /** All samples at one time, with what belongs to them. */
    public MetricFrame(long timestamp, FrameLayout layout, double[] values, FrameColumns columns) {
        this(timestamp, layout, values, NO_OFFSETS, columns);
    }

    /** @throws IllegalArgumentException if a column has neither no entry nor one a series */
    public MetricFrame(
            long timestamp, FrameLayout layout, double[] values, long[] timestampOffsets, FrameColumns columns) {
        int size = layout.size();
        if (values.length != size || (timestampOffsets.length != 0 && timestampOffsets.length != size)) {
            throw new IllegalArgumentException(
                    size + " series, " + values.length + " values, " + timestampOffsets.length + " timestamp offsets");
        }
        this.timestamp = timestamp;
        this.layout = layout;
        this.values = values;
        this.timestampOffsets = timestampOffsets;
        this.columns = columns;
    }

    /** @param timestamp milliseconds since 1970-01-01T00:00:00Z */
    public static Builder builder(long timestamp) {
        return new Builder(timestamp);
    }

    /** Milliseconds since 1970-01-01T00:00:00Z. */
    public long timestamp() {
        return timestamp;
    }

    public FrameLayout layout() {
        return layout;
    }

    /** Number of series. */
    public int size() {
        return values.length;
    }

    public double[] values() {
        return values;
    }

    /** Milliseconds to add to {@link #timestamp}, one a series; empty if all are at it. */
    public long[] timestampOffsets() {
        return timestampOffsets;
    }

    /** Milliseconds since 1970-01-01T00:00:00Z. */
    public long timestampOf(int series) {
        return timestampOffsets.length == 0 ? timestamp : timestamp + timestampOffsets[series];
    }

    public FrameColumns columns() {
        return columns;
    }

    @Override
    public String toString() {
        return "MetricFrame[" + timestamp + ", " + layout + ", " + (values.length <= 3 ? Arrays.toString(values) : "…")
                + "]";
    }

    /** Collects samples; not thread-safe. */
    public static final class Builder {

        private final long timestamp;
        private final List<Labels> series = new ArrayList<>();
        private double[] values = new double[16];
        private long[] offsets = new long[16];
        private boolean oneTime = true;

        private Builder(long timestamp) {
            this.timestamp = timestamp;
        }

        /** At the frame's time. */
        public Builder add(Labels labels, double value) {
            return add(labels, value, timestamp);
        }

        /** @param at milliseconds since 1970-01-01T00:00:00Z */
        public Builder add(Labels labels, double value, long at) {
            int index = series.size();
            if (index == values.length) {
                values = Arrays.copyOf(values, 2 * index);
                offsets = Arrays.copyOf(offsets, 2 * index);
            }
            series.add(labels);
            values[index] = value;
            offsets[index] = at - timestamp;
            oneTime &= at == timestamp;
            return this;
        }

        public int size() {
            return series.size();
        }

        /** @throws IllegalArgumentException if a series has no metric name, or stands there twice */
        public MetricFrame build() {
            int size = series.size();
            long[] column = oneTime ? NO_OFFSETS : Arrays.copyOf(offsets, size);
            return new MetricFrame(
                    timestamp, FrameLayout.of(series), Arrays.copyOf(values, size), column, FrameColumns.NONE);
        }
    }
}
