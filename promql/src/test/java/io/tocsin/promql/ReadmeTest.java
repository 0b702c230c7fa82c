package io.tocsin.promql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.eval.Engine;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.eval.Matrix;
import io.tocsin.promql.eval.Result;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.promql.plan.Leaf;
import io.tocsin.promql.plan.LeafEvaluator;
import io.tocsin.promql.plan.Merger;
import io.tocsin.promql.plan.PartialMatrix;
import io.tocsin.promql.plan.Plan;
import io.tocsin.promql.plan.PlanOptions;
import io.tocsin.promql.plan.Planner;
import io.tocsin.promql.plan.RootEvaluator;
import io.tocsin.promql.series.MemorySeries;
import io.tocsin.promql.series.SeriesSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of the module's README. */
final class ReadmeTest {

    @Test
    void shouldEvaluateAQuery() {
        MemorySeries series = new MemorySeries()
                .load("http_requests_total{job=\"api\"} 0+30x20", 0, 15_000)
                .load("http_requests_total{job=\"web\"} 0+60x20", 0, 15_000);
        Expr expr = PromqlParser.parse("sum(rate(http_requests_total[2m]))", ParseOptions.STABLE);

        Result result = new Engine().evaluate(expr, Grid.instant(300_000), series, EvalOptions.defaults());

        assertThat(((Matrix) result.value()).series().getFirst().values()).containsExactly(6);
    }

    @Test
    void shouldSplitAQueryOverPartitions() {
        EvalOptions options = EvalOptions.defaults();
        List<SeriesSource> partitions = List.of(
                new MemorySeries().load("http_requests_total{job=\"api\"} 0+30x20", 0, 15_000),
                new MemorySeries().load("http_requests_total{job=\"web\"} 0+60x20", 0, 15_000));
        Expr expr = PromqlParser.parse("sum(rate(http_requests_total[2m]))", ParseOptions.STABLE);

        Plan plan = Planner.plan(expr, PlanOptions.defaults());
        Grid now = Grid.instant(300_000);
        List<Grid> grids = plan.leafGrids(now, 60_000);
        List<Matrix> gathered = new ArrayList<>();
        for (int i = 0; i < grids.size(); i++) {
            Leaf leaf = plan.leaves().get(i);
            List<PartialMatrix> partials = new ArrayList<>();
            for (SeriesSource partition : partitions) {
                partials.add(LeafEvaluator.evaluate(leaf, grids.get(i), partition, options.forQuery(now)));
            }
            gathered.add(Merger.merge(leaf, partials));
        }
        Result result = RootEvaluator.evaluate(plan, gathered, now, options);

        assertThat(((Matrix) result.value()).series().getFirst().values()).containsExactly(6);
    }
}
