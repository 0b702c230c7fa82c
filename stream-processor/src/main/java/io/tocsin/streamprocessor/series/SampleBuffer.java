package io.tocsin.streamprocessor.series;

import io.tocsin.promql.series.Samples;
import java.util.Arrays;

/** Collects the samples of one series in log order and hands them over in time order. Reused; not thread-safe. */
final class SampleBuffer {

    private long[] times = new long[512];
    private double[] values = new double[512];
    private int size;
    private boolean ascending = true;
    private final Samples view = new Samples();

    void clear() {
        size = 0;
        ascending = true;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Makes room for so many more. */
    void reserve(int more) {
        if (size + more > times.length) {
            int length = Math.max(size + more, 2 * times.length);
            times = Arrays.copyOf(times, length);
            values = Arrays.copyOf(values, length);
        }
    }

    /** Room must have been reserved. */
    void add(long time, double value) {
        ascending &= size == 0 || time > times[size - 1];
        times[size] = time;
        values[size++] = value;
    }

    /** Samples whose times ascend; room must have been reserved. */
    void addAll(long[] sortedTimes, double[] sortedValues, int from, int to) {
        if (to > from) {
            ascending &= size == 0 || sortedTimes[from] > times[size - 1];
            System.arraycopy(sortedTimes, from, times, size, to - from);
            System.arraycopy(sortedValues, from, values, size, to - from);
            size += to - from;
        }
    }

    /** Ascending, no timestamp twice: of several the last one added. Valid until the next change. */
    Samples samples() {
        if (!ascending) {
            sort();
        }
        return view.set(times, values, 0, size);
    }

    private void sort() {
        int[] order = TimeOrder.of(times, size);
        long[] sortedTimes = new long[times.length];
        double[] sortedValues = new double[values.length];
        int n = 0;
        for (int i = 0; i < size; i++) {
            if (n > 0 && sortedTimes[n - 1] == times[order[i]]) {
                n--;
            }
            sortedTimes[n] = times[order[i]];
            sortedValues[n++] = values[order[i]];
        }
        times = sortedTimes;
        values = sortedValues;
        size = n;
        ascending = true;
    }
}
