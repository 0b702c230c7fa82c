package io.tocsin.collector.feed;

import io.tocsin.schemas.labels.Labels;

/** Takes what a source shows at one instant. */
@FunctionalInterface
public interface SampleSink {

    /** @param series with its metric name; {@code job} and {@code instance} are added by the feed */
    void add(Labels series, double value);

    /** A series without labels. */
    default void add(String metric, double value) {
        add(Labels.of(Labels.METRIC_NAME, metric), value);
    }

    /** A series with one label. */
    default void add(String metric, String label, String labelValue, double value) {
        add(Labels.of(Labels.METRIC_NAME, metric, label, labelValue), value);
    }
}
