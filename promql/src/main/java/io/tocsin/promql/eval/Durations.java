package io.tocsin.promql.eval;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.BinaryOp;
import io.tocsin.promql.ast.DurationExpr;
import io.tocsin.promql.ast.TimeModifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolves durations and time modifiers, which may speak of the query's own grid. */
final class Durations {

    private final Grid query;

    Durations(Grid query) {
        this.query = query;
    }

    /** Zero for a query of one instant, as in Prometheus. */
    long stepMillis() {
        return query.startMillis() == query.endMillis() ? 0 : query.stepMillis();
    }

    long rangeMillis() {
        return query.endMillis() - query.startMillis();
    }

    /** In milliseconds; may be negative. */
    long millis(DurationExpr duration) {
        if (duration instanceof DurationExpr.Literal literal) {
            return literal.millis();
        }
        double seconds = seconds(duration);
        if (!(Math.abs(seconds) < Long.MAX_VALUE / 1e6)) {
            throw new PromqlException("duration out of range: " + Numbers.format(seconds) + "s");
        }
        return Math.round(seconds * 1000);
    }

    /** The range of a selector or subquery, or the step of a subquery: must be positive. */
    long positive(DurationExpr duration) {
        long millis = millis(duration);
        if (millis <= 0) {
            throw new PromqlException("duration must be greater than 0");
        }
        return millis;
    }

    private double seconds(DurationExpr duration) {
        return switch (duration) {
            case DurationExpr.Literal literal -> literal.millis() / 1000.0;
            case DurationExpr.Seconds number -> number.value();
            case DurationExpr.Step step -> stepMillis() / 1000.0;
            case DurationExpr.Range range -> rangeMillis() / 1000.0;
            case DurationExpr.Negate negate -> -seconds(negate.operand());
            case DurationExpr.MinMax minMax -> extreme(minMax.max(), minMax.operands());
            case DurationExpr.Arithmetic sum -> arithmetic(sum);
        };
    }

    private double extreme(boolean max, List<DurationExpr> operands) {
        double best = seconds(operands.getFirst());
        for (DurationExpr operand : operands) {
            double value = seconds(operand);
            best = max ? Math.max(best, value) : Math.min(best, value);
        }
        return best;
    }

    private double arithmetic(DurationExpr.Arithmetic expr) {
        double right = seconds(expr.right());
        if (right == 0 && (expr.op() == BinaryOp.DIVIDE || expr.op() == BinaryOp.MODULO)) {
            throw new PromqlException(expr.op() == BinaryOp.DIVIDE ? "division by zero" : "modulo by zero");
        }
        return Arithmetic.of(expr.op(), seconds(expr.left()), right);
    }

    Shift shift(TimeModifier time) {
        long offset = time.offset() == null ? 0 : millis(time.offset());
        return time.at() == null ? new Shift(null, offset) : new Shift(fixed(time.at()), offset);
    }

    private long fixed(TimeModifier.At at) {
        return switch (at) {
            case TimeModifier.At.Timestamp timestamp -> timestamp.millis();
            case TimeModifier.At.Start start -> query.startMillis();
            case TimeModifier.At.End end -> query.endMillis();
        };
    }

    /** Where an instant looks: at a fixed time or at itself, less an offset. */
    record Shift(@Nullable Long atMillis, long offsetMillis) {

        long of(long instant) {
            return (atMillis == null ? instant : atMillis) - offsetMillis;
        }
    }
}
