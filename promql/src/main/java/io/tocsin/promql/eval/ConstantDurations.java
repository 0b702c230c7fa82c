package io.tocsin.promql.eval;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.DurationExpr;

/** What can be said of a duration before there is a query. */
public final class ConstantDurations {

    private static final Durations OF_AN_INSTANT = new Durations(Grid.instant(0));

    private ConstantDurations() {}

    /**
     * In milliseconds, with {@code step()} and {@code range()} zero as in an instant query.
     *
     * @throws PromqlException if it divides by zero or is out of range
     */
    public static long ofInstantQuery(DurationExpr duration) {
        return OF_AN_INSTANT.millis(duration);
    }

    /** Whether {@code step()} or {@code range()} takes part. */
    public static boolean dependsOnQuery(DurationExpr duration) {
        return switch (duration) {
            case DurationExpr.Literal literal -> false;
            case DurationExpr.Seconds number -> false;
            case DurationExpr.Step step -> true;
            case DurationExpr.Range range -> true;
            case DurationExpr.Negate negate -> dependsOnQuery(negate.operand());
            case DurationExpr.MinMax minMax -> minMax.operands().stream().anyMatch(ConstantDurations::dependsOnQuery);
            case DurationExpr.Arithmetic sum -> dependsOnQuery(sum.left()) || dependsOnQuery(sum.right());
        };
    }
}
