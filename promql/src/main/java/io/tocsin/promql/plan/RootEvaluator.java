package io.tocsin.promql.plan;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Evaluation;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.eval.Matrix;
import io.tocsin.promql.eval.Result;
import io.tocsin.promql.series.SeriesSource;
import java.util.List;

/** Finishes a plan from its merged leaves. */
public final class RootEvaluator {

    private RootEvaluator() {}

    /**
     * @param gathered one merged leaf a leaf of the plan, each over its grid of {@link Plan#leafGrids}; only read
     * @param instants where the whole is evaluated
     * @return with the annotations of the root; those of the leaves are in their {@link PartialMatrix}
     * @throws PromqlException if the expression cannot be evaluated at one of the instants, or a limit is exceeded
     */
    public static Result evaluate(Plan plan, List<Matrix> gathered, Grid instants, EvalOptions options) {
        Evaluation evaluation = new Evaluation(SeriesSource.empty(), gathered, options.forQuery(instants), instants);
        return evaluation.result(plan.root(), instants);
    }
}
