package io.tocsin.streamprocessor.signals;

import io.tocsin.schemas.labels.Labels;
import java.util.HashMap;
import java.util.Map;

/** A classic histogram with one label beside {@code le}. */
final class Histogram {

    private final String name;
    private final String label;
    private final double[] bounds;
    private final Map<String, Series> series = new HashMap<>();

    private record Series(Labels[] buckets, Labels sum, Labels count) {}

    /** @param bounds ascending, without the infinite one */
    Histogram(String name, String label, double... bounds) {
        this.name = name;
        this.label = label;
        this.bounds = bounds.clone();
    }

    void observe(String labelValue, double value, SignalSink sink) {
        Series of = series.computeIfAbsent(labelValue, this::series);
        for (int i = 0; i < bounds.length; i++) {
            sink.increase(of.buckets[i], value <= bounds[i] ? 1 : 0);
        }
        sink.increase(of.buckets[bounds.length], 1);
        sink.increase(of.sum, value);
        sink.increase(of.count, 1);
    }

    private Series series(String labelValue) {
        Labels[] buckets = new Labels[bounds.length + 1];
        for (int i = 0; i <= bounds.length; i++) {
            String le = i == bounds.length ? "+Inf" : text(bounds[i]);
            buckets[i] = Labels.of(Labels.METRIC_NAME, name + "_bucket", label, labelValue, "le", le);
        }
        return new Series(
                buckets,
                Labels.of(Labels.METRIC_NAME, name + "_sum", label, labelValue),
                Labels.of(Labels.METRIC_NAME, name + "_count", label, labelValue));
    }

    private static String text(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
