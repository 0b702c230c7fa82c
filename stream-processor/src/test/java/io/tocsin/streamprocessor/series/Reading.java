package io.tocsin.streamprocessor.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.labels.Matcher;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Short words for tests of the store. */
final class Reading {

    static final Selector ALL = new Selector(List.of());

    private Reading() {}

    static Selector metric(String name) {
        return new Selector(List.of(Matcher.equal(Labels.METRIC_NAME, name)));
    }

    static Labels series(String name, String... pairs) {
        return Labels.of(pairs).with(Labels.METRIC_NAME, name);
    }

    static MetricFrame frame(long timestamp, String name, double value) {
        return MetricFrame.builder(timestamp).add(series(name), value).build();
    }

    /** Values as bits, by labels and timestamp. Also holds the source to its contract: order, and nothing empty. */
    static SortedMap<Labels, SortedMap<Long, Long>> read(SeriesSource source, Selector selector, long from, long to) {
        SortedMap<Labels, SortedMap<Long, Long>> found = new TreeMap<>();
        source.select(selector, from, to, (labels, samples) -> {
            assertThat(samples.size()).isPositive();
            assertThat(found.isEmpty() || found.lastKey().compareTo(labels) < 0).isTrue();
            SortedMap<Long, Long> values = new TreeMap<>();
            for (int i = 0; i < samples.size(); i++) {
                assertThat(values.isEmpty() || values.lastKey() < samples.timestamp(i))
                        .isTrue();
                values.put(samples.timestamp(i), Double.doubleToRawLongBits(samples.value(i)));
            }
            found.put(labels, values);
        });
        return found;
    }

    /** The values of the only series with that name, as {@code timestamp=value}. */
    static SortedMap<Long, Double> samplesOf(SeriesSource source, String name, long from, long to) {
        SortedMap<Long, Double> values = new TreeMap<>();
        read(source, metric(name), from, to)
                .values()
                .forEach(samples -> samples.forEach((time, bits) -> values.put(time, Double.longBitsToDouble(bits))));
        return values;
    }
}
