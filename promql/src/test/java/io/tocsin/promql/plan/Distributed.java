package io.tocsin.promql.plan;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.eval.Matrix;
import io.tocsin.promql.eval.Result;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Evaluates an expression as the running system does: its leaves over partitions, merged, finished at the root. */
public final class Distributed {

    private final int partitions;
    private final ToIntFunction<Labels> partitionOf;

    /** @param partitionOf which partition a series lives in */
    public Distributed(int partitions, ToIntFunction<Labels> partitionOf) {
        this.partitions = partitions;
        this.partitionOf = partitionOf;
    }

    public Result evaluate(Expr expr, Grid grid, SeriesSource series, EvalOptions options) {
        Plan plan = Planner.plan(expr, PlanOptions.defaults().withRecorded(selector -> false));
        List<Grid> grids = plan.leafGrids(grid, options.defaultStepMillis());
        List<Matrix> gathered = new ArrayList<>();
        for (int i = 0; i < grids.size(); i++) {
            List<PartialMatrix> partials = new ArrayList<>();
            for (int partition = 0; partition < partitions; partition++) {
                SeriesSource local = only(series, partition);
                partials.add(LeafEvaluator.evaluate(plan.leaves().get(i), grids.get(i), local, options.forQuery(grid)));
            }
            gathered.add(Merger.merge(plan.leaves().get(i), partials));
        }
        return RootEvaluator.evaluate(plan, gathered, grid, options);
    }

    private SeriesSource only(SeriesSource all, int partition) {
        return (selector, from, to, visitor) -> all.select(selector, from, to, (labels, samples) -> {
            if (partitionOf.applyAsInt(labels) == partition) {
                visitor.series(labels, samples);
            }
        });
    }
}
