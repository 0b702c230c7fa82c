package io.tocsin.promql.eval;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.series.SeriesSource;
import java.util.List;

/** Evaluates whole expressions over one source. Stateless and thread-safe, if the source is. */
public final class Engine {

    /**
     * Evaluates an expression at every instant of a grid. A grid of one instant is an instant query: it may yield a range
     * vector, and keeps the order that {@code sort} and {@code topk} give.
     *
     * @throws PromqlException if the expression cannot be evaluated at one of the instants, or a limit is exceeded
     */
    public Result evaluate(Expr expr, Grid grid, SeriesSource source, EvalOptions options) {
        return new Evaluation(source, List.of(), options, grid).result(expr, grid);
    }
}
