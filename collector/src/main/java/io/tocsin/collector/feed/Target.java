package io.tocsin.collector.feed;

import io.tocsin.schemas.labels.Labels;

/** Whose samples a feed publishes: the labels that every one of its series gets. */
public record Target(String job, String instance) {

    private static final String JOB = "job";
    private static final String INSTANCE = "instance";

    /** A label of the source's own with one of our names becomes {@code exported_…}, as when Prometheus scrapes. */
    Labels label(Labels series) {
        Labels.Builder labels = series.toBuilder();
        keep(series, labels, JOB);
        keep(series, labels, INSTANCE);
        return labels.set(JOB, job).set(INSTANCE, instance).build();
    }

    private static void keep(Labels series, Labels.Builder labels, String name) {
        if (series.has(name)) {
            labels.set("exported_" + name, series.get(name));
        }
    }
}
