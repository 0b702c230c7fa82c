package io.tocsin.streamprocessor.leaf;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.plan.Leaf;
import io.tocsin.promql.plan.LeafEvaluator;
import io.tocsin.promql.plan.Plan;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.streamprocessor.report.LeafResult;
import io.tocsin.streamprocessor.rules.RuleVersion;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates the leaves of a slice: equal leaves over equal grids once, whichever rules they belong to. */
final class SliceEvaluation {

    /**
     * What is evaluated once.
     *
     * @param query the instants asked for, where the leaf's result depends on them ({@code start()}, {@code step()});
     *     else null
     */
    private record LeafAndGrid(
            Leaf leaf, Grid grid, @Nullable Grid query) {}

    private final SeriesSource source;
    private final EvalOptions options;
    private final Map<LeafAndGrid, LeafResult> done = new HashMap<>();

    SliceEvaluation(SeriesSource source, EvalOptions options) {
        this.source = source;
        this.options = options;
    }

    /** The results for one namespace, each leaf and grid once, in the order of the rules. */
    List<LeafResult> evaluate(Slice slice, List<RuleVersion> versions) {
        LinkedHashMap<LeafAndGrid, LeafResult> results = new LinkedHashMap<>();
        for (RuleVersion version : versions) {
            Grid instants = instants(slice, version);
            if (instants == null || version.removed()) {
                continue;
            }
            for (Plan plan : version.plans()) {
                for (int leaf = 0; leaf < plan.leaves().size(); leaf++) {
                    evaluate(plan, leaf, instants, results);
                }
            }
        }
        return List.copyOf(results.values());
    }

    /**
     * One leaf over the slice. A failure at one instant must not become one of its neighbours, nor may a limit on what
     * is touched depend on how many instants happen to stand in a slice: so what fails is evaluated again in halves, down
     * to the single instants that fail by themselves.
     */
    private void evaluate(Plan plan, int leaf, Grid instants, Map<LeafAndGrid, LeafResult> results) {
        Grid grid = plan.leafGrids(instants, options.defaultStepMillis()).get(leaf);
        Grid query = plan.reach().sliceable() ? null : instants;
        LeafAndGrid wanted = new LeafAndGrid(plan.leaves().get(leaf), grid, query);
        LeafResult result = done.computeIfAbsent(wanted, this::evaluate);
        if (result instanceof LeafResult.Failed && instants.size() > 1) {
            int half = instants.size() / 2;
            long step = instants.stepMillis();
            evaluate(plan, leaf, new Grid(instants.startMillis(), instants.at(half - 1), step), results);
            evaluate(plan, leaf, new Grid(instants.at(half), instants.endMillis(), step), results);
        } else {
            results.put(wanted, result);
        }
    }

    /** The instants of a group in a slice, moved back by the group's query offset. */
    static @Nullable Grid instants(Slice slice, RuleVersion version) {
        long first = version.firstDueFrom(slice.from() + 1);
        if (first > slice.through()) {
            return null;
        }
        long last = Math.floorDiv(slice.through(), version.intervalMillis()) * version.intervalMillis();
        long offset = version.queryOffsetMillis();
        return new Grid(first - offset, last - offset, version.intervalMillis());
    }

    private LeafResult evaluate(LeafAndGrid wanted) {
        String id = wanted.leaf().id();
        EvalOptions of = wanted.query() == null ? options : options.forQuery(wanted.query());
        try {
            return new LeafResult.Values(id, LeafEvaluator.evaluate(wanted.leaf(), wanted.grid(), source, of));
        } catch (PromqlException e) {
            return new LeafResult.Failed(id, wanted.grid(), String.valueOf(e.getMessage()));
        }
    }
}
