package io.tocsin.promql.eval;

import io.tocsin.promql.ast.Expr;
import org.jspecify.annotations.Nullable;

/** The instants at which the operand of a subquery is evaluated. */
public final class SubqueryGrid {

    private SubqueryGrid() {}

    /**
     * All multiples of the subquery's step that lie in its range for some instant of a grid.
     *
     * @param grid the instants at which the subquery is evaluated
     * @param query the instants of the whole query
     * @param defaultStepMillis the step of a subquery that names none
     * @return null if there are none
     */
    public static @Nullable Grid of(Expr.Subquery subquery, Grid grid, Grid query, long defaultStepMillis) {
        Durations durations = new Durations(query);
        Durations.Shift shift = durations.shift(subquery.time());
        long step = subquery.step() == null ? defaultStepMillis : durations.positive(subquery.step());
        long after = shift.of(grid.startMillis()) - durations.positive(subquery.range());
        long first = (Math.floorDiv(after, step) + 1) * step;
        long end = shift.of(grid.endMillis());
        return first > end ? null : new Grid(first, end, step);
    }
}
