package io.tocsin.promql.plan;

import io.tocsin.promql.ast.Selector;
import java.util.function.Predicate;

/**
 * What a plan may rely on.
 *
 * @param mayBeRecorded whether series that satisfy a selector may have been recorded by rules; such series live at the root
 *     and in no partition, so that a join over them cannot be computed inside one
 * @param lookbackMillis how far an instant selector looks back
 * @param defaultStepMillis the step of subqueries that name none
 */
public record PlanOptions(Predicate<Selector> mayBeRecorded, long lookbackMillis, long defaultStepMillis) {

    /** Prometheus' times; anything may be recorded. */
    public static PlanOptions defaults() {
        return new PlanOptions(selector -> true, 300_000, 60_000);
    }

    public PlanOptions withRecorded(Predicate<Selector> recorded) {
        return new PlanOptions(recorded, lookbackMillis, defaultStepMillis);
    }
}
