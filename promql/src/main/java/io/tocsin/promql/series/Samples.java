package io.tocsin.promql.series;

/**
 * The samples of one series in a span of time: ascending timestamps, no timestamp twice. A view over arrays that their
 * owner reuses: valid only during the call it is handed over in, and read-only.
 *
 * <p>A staleness marker is a value with the bit pattern {@link #STALE_NAN}; it is handed over like any other sample.
 */
public final class Samples {

    /** The NaN that Prometheus writes when a series ends. */
    public static final long STALE_NAN = 0x7ff0000000000002L;

    private long[] timestamps = new long[0];
    private double[] values = new double[0];
    private int from;
    private int to;

    public static boolean isStale(double value) {
        return Double.doubleToRawLongBits(value) == STALE_NAN;
    }

    public static double staleMarker() {
        return Double.longBitsToDouble(STALE_NAN);
    }

    /** Points this view at {@code [from, to)} of two arrays, without a copy. */
    public Samples set(long[] timestamps, double[] values, int from, int to) {
        this.timestamps = timestamps;
        this.values = values;
        this.from = from;
        this.to = to;
        return this;
    }

    public int size() {
        return to - from;
    }

    /** In milliseconds since the epoch. */
    public long timestamp(int index) {
        return timestamps[from + index];
    }

    public double value(int index) {
        return values[from + index];
    }

    /** The array behind the view, for loops that must not pay for a call; samples stand at {@code [from(), to())}. */
    public long[] timestamps() {
        return timestamps;
    }

    public double[] values() {
        return values;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }
}
