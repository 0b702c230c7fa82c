package io.tocsin.collector.intake;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The samples of a batch that share record key and timestamp, in the order in which they came. */
final class SampleGroup {

    /** Which group a sample belongs to. */
    record Key(String key, long timestampMillis) {}

    private static final long[] NO_STARTS = {};

    private final Key id;
    private Series[] series = new Series[32];
    private double[] values = new double[32];

    /** Empty until the first start is told. */
    private long[] starts = NO_STARTS;

    private int size;
    private long hash;

    SampleGroup(Key id) {
        this.id = id;
    }

    /** @param startMillis when the counter began, 0 if that is not known */
    void add(Series of, double value, long startMillis) {
        if (size == values.length) {
            series = Arrays.copyOf(series, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
            starts = starts.length == 0 ? starts : Arrays.copyOf(starts, 2 * size);
        }
        if (startMillis != 0) {
            starts = starts.length == 0 ? new long[values.length] : starts;
            starts[size] = startMillis;
        }
        series[size] = of;
        values[size++] = value;
        hash = hash * 31 + of.hash();
    }

    /** Takes out every sample whose series came before in this group. */
    void refuseDuplicates(Refusals refusals) {
        Set<Object> seen = HashSet.newHashSet(size);
        int kept = 0;
        hash = 0;
        for (int i = 0; i < size; i++) {
            if (seen.add(series[i].labels())) {
                move(i, kept++);
                hash = hash * 31 + series[i].hash();
            } else {
                refusals.add(Reason.DUPLICATE_SAMPLE, series[i].name() + " at " + id.timestampMillis(), 1);
            }
        }
        size = kept;
    }

    private void move(int from, int to) {
        series[to] = series[from];
        values[to] = values[from];
        if (starts.length > 0) {
            starts[to] = starts[from];
        }
    }

    boolean is(String key, long timestampMillis) {
        return id.timestampMillis() == timestampMillis && id.key().equals(key);
    }

    String key() {
        return id.key();
    }

    long timestampMillis() {
        return id.timestampMillis();
    }

    int size() {
        return size;
    }

    Series series(int index) {
        return series[index];
    }

    /** Of the sequence of series. */
    long hash() {
        return hash;
    }

    double[] values(int from, int to) {
        return Arrays.copyOfRange(values, from, to);
    }

    /** Empty if none of these samples has one. */
    long[] starts(int from, int to) {
        for (int i = from; starts.length > 0 && i < to; i++) {
            if (starts[i] != 0) {
                return Arrays.copyOfRange(starts, from, to);
            }
        }
        return NO_STARTS;
    }

    Series[] seriesCopy() {
        return Arrays.copyOf(series, size);
    }
}
