package io.tocsin.streamprocessor.query;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.promql.plan.LeafEvaluator;
import io.tocsin.promql.plan.PartialMatrix;
import io.tocsin.promql.plan.Plan;
import io.tocsin.promql.plan.PlanOptions;
import io.tocsin.promql.plan.Planner;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.streamprocessor.report.LeafResult;
import java.util.ArrayList;
import java.util.List;

/** An interactive query at one instant: what the rules' leaves and roots do, for once. */
final class LeafQuery {

    private final Plan plan;
    private final Grid instant;
    private final EvalOptions options;

    /** @throws PromqlException if the text is no PromQL */
    static Expr parse(String text) {
        return PromqlParser.parse(text, ParseOptions.STABLE);
    }

    /** @throws PromqlException if the expression cannot be evaluated in parts */
    LeafQuery(Expr expr, long instantMillis, EvalOptions options) {
        this.plan = Planner.plan(expr, PlanOptions.defaults());
        this.instant = Grid.instant(instantMillis);
        this.options = options.forQuery(instant);
    }

    Plan plan() {
        return plan;
    }

    Grid instant() {
        return instant;
    }

    EvalOptions options() {
        return options;
    }

    /** @throws PromqlException if the evaluation has failed where it took place */
    static PartialMatrix values(LeafResult result) {
        return switch (result) {
            case LeafResult.Values values -> values.matrix();
            case LeafResult.Failed failed -> throw new PromqlException(failed.message());
        };
    }

    /** The leaves over one partition, in the order of the plan. */
    List<LeafResult> evaluate(SeriesSource source) {
        List<Grid> grids = plan.leafGrids(instant, options.defaultStepMillis());
        List<LeafResult> results = new ArrayList<>();
        for (int i = 0; i < grids.size(); i++) {
            PartialMatrix matrix = LeafEvaluator.evaluate(plan.leaves().get(i), grids.get(i), source, options);
            results.add(new LeafResult.Values(plan.leaves().get(i).id(), matrix));
        }
        return results;
    }
}
