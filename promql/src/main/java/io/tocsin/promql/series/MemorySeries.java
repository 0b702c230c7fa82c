package io.tocsin.promql.series;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.UnsupportedException;
import io.tocsin.promql.ast.Selector;
import io.tocsin.schemas.labels.Labels;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Series in memory: for tests of rules, for examples, for whatever fits. Samples may come in any order; of several with one
 * timestamp the last wins. Not thread-safe.
 *
 * <p>Of native histograms it knows where they are: a query that would touch one ends with an {@link UnsupportedException},
 * any other is not disturbed.
 */
public final class MemorySeries implements SeriesSource {

    private final Map<Labels, Column> columns = new LinkedHashMap<>();
    private final Map<Labels, Column> histograms = new LinkedHashMap<>();

    /** One series' samples, ascending. */
    private static final class Column {
        private long[] timestamps = new long[8];
        private double[] values = new double[8];
        private int size;

        void add(long timestamp, double value) {
            int at = size > 0 && timestamps[size - 1] < timestamp
                    ? -(size + 1)
                    : Arrays.binarySearch(timestamps, 0, size, timestamp);
            if (at >= 0) {
                values[at] = value;
                return;
            }
            insert(-(at + 1), timestamp, value);
        }

        private void insert(int index, long timestamp, double value) {
            if (size == timestamps.length) {
                timestamps = Arrays.copyOf(timestamps, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            System.arraycopy(timestamps, index, timestamps, index + 1, size - index);
            System.arraycopy(values, index, values, index + 1, size - index);
            timestamps[index] = timestamp;
            values[index] = value;
            size++;
        }

        /** The index of the first sample after a time. */
        int after(long millis) {
            int at = Arrays.binarySearch(timestamps, 0, size, millis);
            return at >= 0 ? at + 1 : -(at + 1);
        }
    }

    public MemorySeries add(Labels labels, long timestampMillis, double value) {
        columns.computeIfAbsent(labels, key -> new Column()).add(timestampMillis, value);
        return this;
    }

    /**
     * Adds samples at {@code startMillis}, {@code startMillis + stepMillis}, …
     */
    public MemorySeries add(SeriesNotation series, long startMillis, long stepMillis) {
        for (int i = 0; i < series.values().length; i++) {
            if (series.present().get(i)) {
                add(series.labels(), startMillis + i * stepMillis, series.values()[i]);
            }
        }
        series.histograms().stream().forEach(i -> addHistogram(series.labels(), startMillis + i * stepMillis));
        return this;
    }

    /** That there is a native histogram, whatever it says. */
    public MemorySeries addHistogram(Labels labels, long timestampMillis) {
        histograms.computeIfAbsent(labels, key -> new Column()).add(timestampMillis, 0);
        return this;
    }

    /**
     * Adds one series.
     *
     * @param line a series and its samples, as {@link SeriesNotation} reads them
     * @throws PromqlException if it is not in the notation
     */
    public MemorySeries load(String line, long startMillis, long stepMillis) {
        return add(SeriesNotation.parse(line), startMillis, stepMillis);
    }

    @Override
    public void select(Selector selector, long fromMillis, long toMillis, Visitor visitor) {
        refuseHistograms(selector, fromMillis, toMillis);
        Samples view = new Samples();
        columns.forEach((labels, column) -> {
            if (selector.matches(labels)) {
                int from = column.after(fromMillis);
                int to = column.after(toMillis);
                if (from < to) {
                    visitor.series(labels, view.set(column.timestamps, column.values, from, to));
                }
            }
        });
    }

    private void refuseHistograms(Selector selector, long fromMillis, long toMillis) {
        histograms.forEach((labels, column) -> {
            if (column.after(fromMillis) < column.after(toMillis) && selector.matches(labels)) {
                throw new UnsupportedException("native histograms are not supported: " + labels + " has them");
            }
        });
    }
}
