package io.tocsin.collector.intake;

import java.util.Arrays;

/**
 * Samples on their way from a transport into the core, as columns. Used once, by one thread.
 *
 * <p>A decoder may meet samples before the labels they belong to: {@link #add(long, double)} and then
 * {@link #label(int, Series)}.
 */
public final class SampleBatch {

    private static final long[] NO_STARTS = {};

    private final Transport transport;
    private final Refusals refusals = new Refusals();
    private Series[] series;
    private long[] timestamps;
    private double[] values;

    /** Empty until the first start is told: most batches have none. */
    private long[] starts = NO_STARTS;

    private int size;

    /** @param expected samples; a guess that saves growing */
    public SampleBatch(Transport transport, int expected) {
        int capacity = Math.max(16, expected);
        this.transport = transport;
        this.series = new Series[capacity];
        this.timestamps = new long[capacity];
        this.values = new double[capacity];
    }

    /** @param timestampMillis since 1970 */
    public void add(Series of, long timestampMillis, double value) {
        add(timestampMillis, value);
        series[size - 1] = of;
    }

    /** A sample whose series is told later; until then the batch is not to be handed over. */
    public void add(long timestampMillis, double value) {
        if (size == values.length) {
            grow();
        }
        timestamps[size] = timestampMillis;
        values[size++] = value;
    }

    private void grow() {
        int capacity = size + (size >> 1);
        series = Arrays.copyOf(series, capacity);
        timestamps = Arrays.copyOf(timestamps, capacity);
        values = Arrays.copyOf(values, capacity);
        starts = starts.length == 0 ? starts : Arrays.copyOf(starts, capacity);
    }

    /** @param startMillis since 1970, when the counter of the sample added last began at zero; 0: not known */
    public void started(long startMillis) {
        if (startMillis != 0) {
            start(size - 1, startMillis);
        }
    }

    /** The same for the samples from index {@code from} to the last, for those that have no start of their own. */
    public void startedFrom(int from, long startMillis) {
        for (int i = from; startMillis != 0 && i < size; i++) {
            if (start(i) == 0) {
                start(i, startMillis);
            }
        }
    }

    private void start(int index, long startMillis) {
        if (starts.length == 0) {
            starts = new long[values.length];
        }
        starts[index] = startMillis;
    }

    /** Says whose the samples from index {@code from} to the last are. */
    public void label(int from, Series of) {
        Arrays.fill(series, from, size, of);
    }

    /** Counts what the transport itself cannot hand over. */
    public void refuse(Reason reason, Series of, int samples) {
        Reason first = of.refusal();
        refusals.add(first == null ? reason : first, of.name(), samples);
    }

    /** Samples to be published, so far. */
    public int size() {
        return size;
    }

    Transport transport() {
        return transport;
    }

    Refusals refusals() {
        return refusals;
    }

    Series series(int index) {
        return series[index];
    }

    long timestamp(int index) {
        return timestamps[index];
    }

    double value(int index) {
        return values[index];
    }

    /** Milliseconds since 1970; 0: not known. */
    long start(int index) {
        return starts.length == 0 ? 0 : starts[index];
    }
}
