package io.tocsin.promql.plan;

import io.tocsin.promql.ast.DurationExpr;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.RangeModifier;
import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.ast.TimeModifier;
import io.tocsin.promql.eval.ConstantDurations;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out how far an expression looks, with the subqueries around its selectors added up. */
final class Reaching {

    private static final Set<String> OF_THE_QUERY = Set.of("start", "end", "step", "range");

    private final PlanOptions options;
    private final Map<Selector, Long> back = new HashMap<>();
    private long forward;
    private boolean sliceable = true;

    private Reaching(PlanOptions options) {
        this.options = options;
    }

    static Plan.Reach of(Expr expr, PlanOptions options) {
        Reaching reaching = new Reaching(options);
        reaching.walk(expr, 0, 0);
        long furthest = reaching.back.values().stream()
                .mapToLong(millis -> millis)
                .max()
                .orElse(0);
        return new Plan.Reach(
                Math.max(0, furthest), reaching.back, reaching.forward, reaching.sliceable && reaching.forward == 0);
    }

    /** @param earliest how far before the instant an enclosing subquery evaluates this; {@code latest} likewise, after it */
    private void walk(@Nullable Expr expr, long earliest, long latest) {
        switch (expr) {
            case null -> {}
            case Expr.VectorSelector selector ->
                look(
                        selector.selector(),
                        selector.time(),
                        earliest + options.lookbackMillis(),
                        latest + after(selector.modifier()));
            case Expr.MatrixSelector selector ->
                look(
                        selector.selector(),
                        selector.time(),
                        earliest + millis(selector.range()) + before(selector.modifier()),
                        latest + after(selector.modifier()));
            case Expr.Subquery subquery -> {
                long offset = offset(subquery.time());
                millis(subquery.step());
                walk(subquery.operand(), earliest + offset + millis(subquery.range()), latest - offset);
            }
            case Expr.Paren paren -> walk(paren.inner(), earliest, latest);
            case Expr.Unary unary -> walk(unary.operand(), earliest, latest);
            case Expr.Binary binary -> {
                walk(binary.left(), earliest, latest);
                walk(binary.right(), earliest, latest);
            }
            case Expr.Aggregate aggregate -> {
                walk(aggregate.parameter(), earliest, latest);
                walk(aggregate.operand(), earliest, latest);
            }
            case Expr.Call call -> {
                sliceable &= !OF_THE_QUERY.contains(call.function());
                call.arguments().forEach(argument -> walk(argument, earliest, latest));
            }
            case Expr.Gathered leaf -> walk(leaf.expr(), earliest, latest);
            case Expr.NumberLiteral number -> {}
            case Expr.StringLiteral string -> {}
        }
    }

    private void look(Selector selector, TimeModifier time, long before, long after) {
        long offset = offset(time);
        if (!(time.at() instanceof TimeModifier.At.Timestamp)) {
            back.merge(selector, before + offset, Math::max);
            forward = Math.max(forward, after - offset);
        }
    }

    private long before(RangeModifier modifier) {
        return modifier == RangeModifier.NONE ? 0 : options.lookbackMillis();
    }

    private long after(RangeModifier modifier) {
        return modifier == RangeModifier.SMOOTHED ? options.lookbackMillis() : 0;
    }

    private long offset(TimeModifier time) {
        sliceable &= time.at() == null;
        return millis(time.offset());
    }

    private long millis(@Nullable DurationExpr duration) {
        if (duration == null) {
            return 0;
        }
        sliceable &= !ConstantDurations.dependsOnQuery(duration);
        return ConstantDurations.ofInstantQuery(duration);
    }
}
