package io.tocsin.promql.plan;

import io.tocsin.promql.ast.AggregateOp;
import io.tocsin.promql.ast.BinaryOp;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.ValueType;
import java.util.Set;

/**
 * Which expressions work series by series: evaluated over any partitioning of the series, the union of what the partitions
 * yield is what the whole yields.
 */
final class SeriesWise {

    private static final Set<String> OF_MANY_SERIES = Set.of(
            "absent",
            "absent_over_time",
            "histogram_fraction",
            "histogram_quantile",
            "histogram_quantiles",
            "info",
            "scalar",
            "sort",
            "sort_desc",
            "sort_by_label",
            "sort_by_label_desc",
            "vector");

    private static final Set<String> CHANGING_LABELS = Set.of("label_join", "label_replace");

    private SeriesWise() {}

    /** Whether a partition can evaluate this instant vector for its own series. */
    static boolean isLeaf(Expr expr) {
        return keepsLabels(expr) || changesLabels(expr);
    }

    /**
     * Two series may get equal labels, which is an error that only the root can see: so nothing may stand around this in a
     * leaf that could hide one of them.
     */
    private static boolean changesLabels(Expr expr) {
        Expr inner = unwrap(expr);
        return inner instanceof Expr.Call call
                && CHANGING_LABELS.contains(call.function())
                && keepsLabels(call.arguments().getFirst());
    }

    /** Whether it is series-wise and different series stay different. */
    static boolean keepsLabels(Expr expr) {
        return switch (expr) {
            case Expr.VectorSelector selector -> true;
            case Expr.Paren paren -> keepsLabels(paren.inner());
            case Expr.Unary unary -> keepsLabels(unary.operand());
            case Expr.Binary binary -> isWithScalar(binary);
            case Expr.Aggregate aggregate ->
                aggregate.op() == AggregateOp.LIMIT_RATIO
                        && aggregate.parameter() != null
                        && isOfTimeAlone(aggregate.parameter())
                        && keepsLabels(aggregate.operand());
            case Expr.Call call -> isSeriesWiseCall(call);
            case Expr.NumberLiteral number -> false;
            case Expr.StringLiteral string -> false;
            case Expr.MatrixSelector selector -> false;
            case Expr.Subquery subquery -> false;
            case Expr.Gathered leaf -> false;
        };
    }

    private static boolean isWithScalar(Expr.Binary binary) {
        if (binary.op().kind() == BinaryOp.Kind.SET) {
            return false;
        }
        return (isScalarOfTime(binary.right()) && keepsLabels(binary.left()))
                || (isScalarOfTime(binary.left()) && keepsLabels(binary.right()));
    }

    private static boolean isScalarOfTime(Expr expr) {
        return expr.type() == ValueType.SCALAR && isOfTimeAlone(expr);
    }

    private static boolean isSeriesWiseCall(Expr.Call call) {
        if (call.type() != ValueType.INSTANT_VECTOR
                || OF_MANY_SERIES.contains(call.function())
                || CHANGING_LABELS.contains(call.function())) {
            return false;
        }
        boolean hasSeries = false;
        for (Expr argument : call.arguments()) {
            boolean ofSeries =
                    isRange(argument) || (argument.type() == ValueType.INSTANT_VECTOR && keepsLabels(argument));
            if (!ofSeries && !isOfTimeAlone(argument)) {
                return false;
            }
            hasSeries |= ofSeries;
        }
        return hasSeries;
    }

    /** A range vector that a partition can make of its own series. */
    static boolean isRange(Expr expr) {
        Expr inner = unwrap(expr);
        return inner instanceof Expr.MatrixSelector
                || (inner instanceof Expr.Subquery subquery && keepsLabels(subquery.operand()));
    }

    /** Scalars and strings in which no series takes part. */
    static boolean isOfTimeAlone(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral number -> true;
            case Expr.StringLiteral string -> true;
            case Expr.Paren paren -> isOfTimeAlone(paren.inner());
            case Expr.Unary unary -> isOfTimeAlone(unary.operand());
            case Expr.Binary binary -> isOfTimeAlone(binary.left()) && isOfTimeAlone(binary.right());
            case Expr.Call call ->
                call.type() == ValueType.SCALAR && call.arguments().stream().allMatch(SeriesWise::isOfTimeAlone);
            case Expr.Aggregate aggregate -> false;
            case Expr.VectorSelector selector -> false;
            case Expr.MatrixSelector selector -> false;
            case Expr.Subquery subquery -> false;
            case Expr.Gathered leaf -> false;
        };
    }

    static Expr unwrap(Expr expr) {
        Expr inner = expr;
        while (inner instanceof Expr.Paren paren) {
            inner = paren.inner();
        }
        return inner;
    }
}
