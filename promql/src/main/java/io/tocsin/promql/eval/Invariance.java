package io.tocsin.promql.eval;

import io.tocsin.promql.ast.Expr;
import java.util.Set;

/** Whether an expression has the same value at every step of a query, so that it is evaluated once. */
final class Invariance {

    private static final Set<String> OF_TIME = Set.of("time", "timestamp", "start_timestamp");
    private static final Set<String> OF_TIME_BY_DEFAULT =
            Set.of("day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour", "minute", "month", "year");

    private Invariance() {}

    static boolean isStepInvariant(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral number -> true;
            case Expr.StringLiteral string -> true;
            case Expr.Paren paren -> isStepInvariant(paren.inner());
            case Expr.Unary unary -> isStepInvariant(unary.operand());
            case Expr.Binary binary -> isStepInvariant(binary.left()) && isStepInvariant(binary.right());
            case Expr.Aggregate aggregate ->
                isStepInvariant(aggregate.operand())
                        && (aggregate.parameter() == null || isStepInvariant(aggregate.parameter()));
            case Expr.Call call -> isInvariantCall(call);
            case Expr.VectorSelector selector -> selector.time().at() != null;
            case Expr.MatrixSelector selector -> selector.time().at() != null;
            case Expr.Subquery subquery -> subquery.time().at() != null;
            case Expr.Gathered leaf -> false;
        };
    }

    private static boolean isInvariantCall(Expr.Call call) {
        // The timestamp of a selected sample is as invariant as the sample.
        boolean selected = call.arguments().size() == 1
                && Evaluation.unwrap(call.arguments().getFirst()) instanceof Expr.VectorSelector;
        if (OF_TIME.contains(call.function()) && !selected) {
            return false;
        }
        if (OF_TIME_BY_DEFAULT.contains(call.function()) && call.arguments().isEmpty()) {
            return false;
        }
        return call.arguments().stream().allMatch(Invariance::isStepInvariant);
    }
}
