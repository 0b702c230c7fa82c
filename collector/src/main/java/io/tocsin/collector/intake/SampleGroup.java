package io.tocsin.collector.intake;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The samples of a batch that share record key and timestamp, in the order in which they came. */
final class SampleGroup {

    /** Which group a sample belongs to. */
    record Key(String key, long timestampMillis) {}

    private final Key id;
    private Series[] series = new Series[32];
    private double[] values = new double[32];
    private int size;
    private long hash;

    SampleGroup(Key id) {
        this.id = id;
    }

    void add(Series of, double value) {
        if (size == values.length) {
            series = Arrays.copyOf(series, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        series[size] = of;
        values[size++] = value;
        hash = hash * 31 + of.labels().hashCode();
    }

    /** Takes out every sample whose series came before in this group. */
    void refuseDuplicates(Refusals refusals) {
        Set<Object> seen = HashSet.newHashSet(size);
        int kept = 0;
        hash = 0;
        for (int i = 0; i < size; i++) {
            if (seen.add(series[i].labels())) {
                series[kept] = series[i];
                values[kept++] = values[i];
                hash = hash * 31 + series[i].labels().hashCode();
            } else {
                refusals.add(Reason.DUPLICATE_SAMPLE, series[i].name() + " at " + id.timestampMillis(), 1);
            }
        }
        size = kept;
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

    Series[] seriesCopy() {
        return Arrays.copyOf(series, size);
    }
}
