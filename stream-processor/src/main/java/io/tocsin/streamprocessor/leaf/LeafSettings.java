package io.tocsin.streamprocessor.leaf;

import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.streamprocessor.series.SeriesLimits;
import io.tocsin.streamprocessor.time.TimeBounds;
import java.time.Duration;

/**
 * What a leaf task is told from outside. None of it may differ between the instances of one log.
 *
 * @param retention samples are kept for so long before the last evaluated instant, or for as long as a rule looks back
 */
public record LeafSettings(TimeBounds bounds, Duration retention, EvalOptions evalOptions) {

    /** Of the series that the signals of one topic may make in one partition: a label of a producer's must not fill it. */
    private static final SeriesLimits SIGNAL_LIMITS = new SeriesLimits(20_000, 20_000);

    SeriesLimits signalLimits() {
        return SIGNAL_LIMITS;
    }

    public static LeafSettings defaults() {
        return new LeafSettings(TimeBounds.DEFAULT, Duration.ofHours(6), EvalOptions.defaults());
    }
}
