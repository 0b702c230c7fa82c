package io.tocsin.standalone.cli;

import io.tocsin.promql.ast.DurationExpr;
import io.tocsin.promql.ast.Expr;
import org.jspecify.annotations.Nullable;

/** How often selectors are evaluated for one instant of an expression: once each, within a subquery once a step of it. */
final class EvaluationSteps {
    private final long defaultStepMillis;

    /** @param defaultStepMillis the step of subqueries that name none */
    EvaluationSteps(long defaultStepMillis) {
        this.defaultStepMillis = defaultStepMillis;
    }

    long of(@Nullable Expr expr) {
        return switch (expr) {
            case null -> 0;
            case Expr.NumberLiteral _, Expr.StringLiteral _ -> 0;
            case Expr.VectorSelector _, Expr.MatrixSelector _ -> 1;
            case Expr.Paren paren -> of(paren.inner());
            case Expr.Unary unary -> of(unary.operand());
            case Expr.Binary binary -> of(binary.left()) + of(binary.right());
            case Expr.Aggregate aggregate -> of(aggregate.operand()) + of(aggregate.parameter());
            case Expr.Call call -> call.arguments().stream().mapToLong(this::of).sum();
            case Expr.Subquery subquery -> steps(subquery) * of(subquery.operand());
            case Expr.Gathered gathered -> of(gathered.expr());
        };
    }

    /** Counts a computed duration, which is known only at the evaluation, as one step. */
    private long steps(Expr.Subquery subquery) {
        DurationExpr step = subquery.step() == null ? DurationExpr.ofMillis(defaultStepMillis) : subquery.step();
        return subquery.range() instanceof DurationExpr.Literal range && step instanceof DurationExpr.Literal each
                ? Math.max(1, range.millis() / Math.max(1, each.millis()))
                : 1;
    }
}
