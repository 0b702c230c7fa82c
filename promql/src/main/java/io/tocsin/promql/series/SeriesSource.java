package io.tocsin.promql.series;

import io.tocsin.promql.ast.Selector;
import io.tocsin.schemas.labels.Labels;

/**
 * Where an evaluation finds its samples: the only port of this module towards storage. An implementation hands over
 * what is visible to the evaluation it was made for; which records that are is its affair, not the query's.
 */
public interface SeriesSource {

    /**
     * Visits every series that satisfies the selector and has at least one sample (staleness markers count) in the
     * left-open span {@code (fromMillis, toMillis]}, each series once, in any order.
     */
    void select(Selector selector, long fromMillis, long toMillis, Visitor visitor);

    /** Takes one series at a time; may throw to end the visit. */
    interface Visitor {

        /** @param samples valid only during this call */
        void series(Labels labels, Samples samples);
    }

    /** A source that holds nothing. */
    static SeriesSource empty() {
        return (selector, fromMillis, toMillis, visitor) -> {};
    }
}
