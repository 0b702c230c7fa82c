package io.tocsin.collector.otlp;

import io.tocsin.schemas.labels.Labels;

/**
 * What a sequence of data points is known by.
 *
 * @param labels with the metric's name, before any suffix of the kind's own
 */
record PointKey(Labels labels, Kind kind) {

    /** Which series a point becomes. */
    enum Kind {
        NUMBER,
        HISTOGRAM,
        SUMMARY
    }
}
