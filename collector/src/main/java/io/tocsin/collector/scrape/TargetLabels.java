package io.tocsin.collector.scrape;

import io.tocsin.schemas.labels.Labels;

/**
 * Puts the labels of a target to those of its series.
 *
 * @param honor whether a label that the series has itself wins; else it is kept as {@code exported_…}
 */
record TargetLabels(Labels target, boolean honor) {

    private static final String EXPORTED = "exported_";

    Labels of(Labels series) {
        Labels.Builder labels = series.toBuilder();
        target.forEach((name, value) -> {
            if (!series.has(name)) {
                labels.set(name, value);
            }
        });
        if (!honor) {
            target.forEach((name, value) -> {
                if (series.has(name)) {
                    labels.set(name, value);
                }
            });
            target.forEach((name, value) -> {
                if (series.has(name)) {
                    labels.set(free(labels, name), series.get(name));
                }
            });
        }
        return labels.build();
    }

    private static String free(Labels.Builder labels, String name) {
        String exported = EXPORTED + name;
        while (!labels.get(exported).isEmpty()) {
            exported = EXPORTED + exported;
        }
        return exported;
    }
}
