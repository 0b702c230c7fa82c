package io.tocsin.promql.eval;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How an expression is evaluated.
 *
 * @param lookbackMillis how old a sample may be (exclusive) to be the value at an instant
 * @param defaultStepMillis the step of subqueries that name none
 * @param interrupted asked once a series; true ends the evaluation with a {@link LimitExceededException}
 * @param query the instants of the whole query, which {@code start()}, {@code end()}, {@code step()} and {@code range()}
 *     speak of; null where they are the grid evaluated (a leaf within a subquery has a finer grid than its query)
 */
public record EvalOptions(
        long lookbackMillis,
        long defaultStepMillis,
        Limits limits,
        BooleanSupplier interrupted,
        @Nullable Grid query) {

    /** Prometheus' defaults: 5 min look-back, 1 min default step, its limit on samples. */
    public static EvalOptions defaults() {
        return new EvalOptions(300_000, 60_000, Limits.DEFAULT, () -> false, null);
    }

    public EvalOptions withLookback(long millis) {
        return new EvalOptions(millis, defaultStepMillis, limits, interrupted, query);
    }

    public EvalOptions withDefaultStep(long millis) {
        return new EvalOptions(lookbackMillis, millis, limits, interrupted, query);
    }

    public EvalOptions withLimits(Limits newLimits) {
        return new EvalOptions(lookbackMillis, defaultStepMillis, newLimits, interrupted, query);
    }

    public EvalOptions withInterruption(BooleanSupplier newInterrupted) {
        return new EvalOptions(lookbackMillis, defaultStepMillis, limits, newInterrupted, query);
    }

    /** For the leaves of a plan evaluated at these instants. */
    public EvalOptions forQuery(Grid instants) {
        return new EvalOptions(lookbackMillis, defaultStepMillis, limits, interrupted, instants);
    }
}
