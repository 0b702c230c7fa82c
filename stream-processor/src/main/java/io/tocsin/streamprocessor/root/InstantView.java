package io.tocsin.streamprocessor.root;

import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.eval.Limits;
import io.tocsin.promql.eval.Matrix;
import io.tocsin.promql.eval.Value;
import io.tocsin.promql.plan.Leaf;
import io.tocsin.promql.plan.LeafEvaluator;
import io.tocsin.promql.plan.Merger;
import io.tocsin.promql.plan.PartialMatrix;
import io.tocsin.promql.plan.Plan;
import io.tocsin.promql.plan.RootEvaluator;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything one instant can see: the partitions' reports and, as one more partition, what has been recorded. Finishes
 * plans.
 */
final class InstantView {

    private final long instant;
    private final List<AssembledReport> reports;
    private final RecordedSeries recorded;
    private final EvalOptions options;

    /** @param reports one a partition, in their order */
    InstantView(long instant, List<AssembledReport> reports, RecordedSeries recorded, EvalOptions options) {
        this.instant = instant;
        this.reports = List.copyOf(reports);
        this.recorded = recorded;
        this.options = options;
    }

    long instant() {
        return instant;
    }

    /**
     * Finishes a plan.
     *
     * @param queryOffset how far before the instant it looks, in milliseconds
     * @return the value of each series; a scalar has no labels
     * @throws io.tocsin.promql.PromqlException if the expression cannot be evaluated over what is there
     */
    SortedMap<Labels, Double> vector(Plan plan, long queryOffset) {
        Grid at = Grid.instant(instant - queryOffset);
        List<Grid> grids = plan.leafGrids(at, options.defaultStepMillis());
        List<Matrix> gathered = new ArrayList<>();
        for (int i = 0; i < grids.size(); i++) {
            gathered.add(gather(plan.leaves().get(i), grids.get(i), at));
        }
        return vector(RootEvaluator.evaluate(plan, gathered, at, options).value());
    }

    /** As {@link #vector}, of the recorded series alone, whatever the limits of rules: what the root itself reads. */
    SortedMap<Labels, Double> recordedVector(Plan plan) {
        Grid at = Grid.instant(instant);
        EvalOptions own = options.withLimits(Limits.DEFAULT);
        List<Matrix> gathered = new ArrayList<>();
        List<Grid> grids = plan.leafGrids(at, own.defaultStepMillis());
        for (int i = 0; i < grids.size(); i++) {
            Leaf leaf = plan.leaves().get(i);
            PartialMatrix partial = LeafEvaluator.evaluate(leaf, grids.get(i), recorded.at(instant), own.forQuery(at));
            gathered.add(Merger.merge(leaf, List.of(partial)));
        }
        return vector(RootEvaluator.evaluate(plan, gathered, at, own).value());
    }

    private Matrix gather(Leaf leaf, Grid grid, Grid query) {
        List<PartialMatrix> partials = new ArrayList<>();
        for (AssembledReport report : reports) {
            partials.add(report.values(leaf, grid));
        }
        // Last, wherever the partitions' order matters.
        partials.add(LeafEvaluator.evaluate(leaf, grid, recorded.at(instant), options.forQuery(query)));
        return Merger.merge(leaf, partials);
    }

    private static SortedMap<Labels, Double> vector(Value value) {
        SortedMap<Labels, Double> vector = new TreeMap<>();
        switch (value) {
            case Matrix matrix -> {
                for (Matrix.Row row : matrix.series()) {
                    if (row.present().get(0)) {
                        vector.put(row.labels(), row.values()[0]);
                    }
                }
            }
            case Value.Scalar scalar -> vector.put(Labels.EMPTY, scalar.values()[0]);
            case Value.Text text -> throw new RuleFailure("a rule cannot be a string: " + text.text());
            case Value.RangeVector range ->
                throw new RuleFailure(
                        "a rule cannot be a range vector (of " + range.series().size() + " series)");
        }
        return vector;
    }
}
