package io.tocsin.streamprocessor.series;

import io.tocsin.schemas.labels.Labels;

/** A series that the store did not take. */
public record RefusedSeries(Labels labels, Reason reason) {

    /** Which of the {@link SeriesLimits} was reached. */
    public enum Reason {
        SOURCE_LIMIT,
        STORE_LIMIT
    }
}
