package io.tocsin.promql.eval;

import io.tocsin.promql.ast.DurationExpr;
import io.tocsin.promql.ast.Expr.MatrixSelector;
import io.tocsin.promql.ast.Expr.VectorSelector;
import io.tocsin.promql.ast.RangeModifier;
import io.tocsin.promql.ast.TimeModifier;
import java.util.List;

/** Evaluates instant vector selectors, the smoothed ones included. */
final class Selectors {

    private Selectors() {}

    static List<Points> read(EvalContext context, VectorSelector selector, Grid grid) {
        return switch (selector.modifier()) {
            case NONE -> InstantReader.read(context, selector, grid, false);
            case SMOOTHED -> smoothed(context, selector, grid);
            case ANCHORED -> InstantReader.read(context, selector, grid, false);
        };
    }

    /** A window reaches one look-back to either side; the range itself is the instant alone. */
    private static List<Points> smoothed(EvalContext context, VectorSelector selector, Grid grid) {
        TimeModifier time = selector.time();
        MatrixSelector window = new MatrixSelector(
                selector.selector(), DurationExpr.ofMillis(1), time, RangeModifier.SMOOTHED, selector.span());
        RangeReader reader = RangeReader.of(context, window);
        RangeFunctions.Entry entry = new RangeFunctions.Entry(Selectors::interpolate, true, null);
        RangeCall call = new RangeCall(context, grid, reader, entry, new double[0][], name -> {});
        reader.read(window, grid, call);
        return call.rows();
    }

    private static double interpolate(Window w) {
        int after = w.from;
        while (after < w.to && w.timestamps[after] < w.endMillis) {
            after++;
        }
        if (after < w.to && w.timestamps[after] == w.endMillis) {
            return w.values[after];
        }
        if (after == w.from) {
            return Points.ABSENT;
        }
        if (after == w.to) {
            return w.last();
        }
        double before = w.values[after - 1];
        double part =
                (double) (w.endMillis - w.timestamps[after - 1]) / (w.timestamps[after] - w.timestamps[after - 1]);
        return before + (w.values[after] - before) * part;
    }
}
