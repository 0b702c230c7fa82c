package io.tocsin.promql.bench;

import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.series.Samples;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.labels.Labels;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Series of equal length that cost next to nothing to visit, so that the engine is what is measured. */
final class BenchSeries implements SeriesSource {

    private final List<Labels> labels;
    private final long[] timestamps;
    private final double[][] values;

    BenchSeries(int series, int samples, long stepMillis, IntFunction<Labels> labels) {
        this.labels = IntStream.range(0, series).mapToObj(labels).toList();
        this.timestamps =
                IntStream.rangeClosed(1, samples).mapToLong(i -> i * stepMillis).toArray();
        this.values = new double[series][samples];
        for (int i = 0; i < series; i++) {
            for (int j = 0; j < samples; j++) {
                values[i][j] = i % 97 + (double) j * (i % 13 + 1);
            }
        }
    }

    @Override
    public void select(Selector selector, long fromMillis, long toMillis, Visitor visitor) {
        Samples view = new Samples();
        String name = selector.metricName().orElse("");
        for (int i = 0; i < values.length; i++) {
            if (labels.get(i).metricName().equals(name)) {
                visitor.series(labels.get(i), view.set(timestamps, values[i], 0, timestamps.length));
            }
        }
    }
}
