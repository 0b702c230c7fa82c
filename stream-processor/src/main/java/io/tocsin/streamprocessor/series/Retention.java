package io.tocsin.streamprocessor.series;

import io.tocsin.schemas.labels.Labels;

/** How much longer than others a series is kept, because a rule looks back that far. */
@FunctionalInterface
public interface Retention {

    /** @return milliseconds, not negative; the same for the same labels */
    long longerMillis(Labels labels);

    /** All series are kept for the same time. */
    static Retention same() {
        return labels -> 0;
    }
}
