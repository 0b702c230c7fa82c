package io.tocsin.promql.plan;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Evaluation;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.eval.GroupedPartials;
import io.tocsin.promql.eval.Matrix;
import io.tocsin.promql.eval.Mergeable;
import io.tocsin.promql.series.Samples;
import io.tocsin.promql.series.SeriesSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Evaluates a leaf over the series of one partition. */
public final class LeafEvaluator {

    private LeafEvaluator() {}

    /**
     * @param grid the leaf's own, from {@link Plan#leafGrids}
     * @param options for a leaf of a plan, those of {@link EvalOptions#forQuery} with the query's instants
     * @throws PromqlException if a limit is exceeded, or a function's constant arguments are out of range
     */
    public static PartialMatrix evaluate(Leaf leaf, Grid grid, SeriesSource source, EvalOptions options) {
        Evaluation evaluation = new Evaluation(source, List.of(), options, grid);
        Optional<Mergeable> mergeable = leaf.form().mergeable();
        List<PartialMatrix.Row> rows = mergeable.isPresent() && leaf.expr() instanceof Expr.Aggregate aggregate
                ? partials(evaluation, aggregate, grid, mergeable.get())
                : series(evaluation.pending(leaf.expr(), grid));
        return new PartialMatrix(grid, leaf.form().components(), rows, evaluation.annotations());
    }

    private static List<PartialMatrix.Row> series(Matrix matrix) {
        return matrix.series().stream()
                .map(row -> new PartialMatrix.Row(
                        row.labels(), row.nameDropped(), new double[][] {row.values()}, row.present()))
                .toList();
    }

    private static List<PartialMatrix.Row> partials(
            Evaluation evaluation, Expr.Aggregate aggregate, Grid grid, Mergeable mergeable) {
        GroupedPartials partials = new GroupedPartials(mergeable, aggregate.grouping(), grid.size());
        partials.add(evaluation.pending(aggregate.operand(), grid));
        List<PartialMatrix.Row> rows = new ArrayList<>();
        for (GroupedPartials.Group group : partials.groups()) {
            double[][] components = group.components();
            BitSet present = new BitSet(grid.size());
            for (int step = 0; step < grid.size(); step++) {
                present.set(step, !Samples.isStale(components[0][step]));
            }
            rows.add(new PartialMatrix.Row(group.labels(), group.nameDropped(), components, present));
        }
        return rows;
    }
}
