package io.tocsin.promql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.schemas.labels.Matcher;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlannerTest {

    private static Plan plan(String query) {
        return Planner.plan(PromqlParser.parse(query, ParseOptions.EXPERIMENTAL), PlanOptions.defaults());
    }

    private static List<String> leaves(String query) {
        return plan(query).leaves().stream().map(Leaf::id).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m | SERIES m",
                "abs(rate(m[5m])) * 2 > 1 | SERIES abs(rate(m[5m])) * 2 > 1",
                "clamp_max(m, time()) | SERIES clamp_max(m, time())",
                "max_over_time((m > 1)[1h:1m]) | SERIES max_over_time((m > 1)[1h:1m])",
                "sum by (a) (rate(m[5m])) | SUM sum by (a) (rate(m[5m]))",
                "avg(m) | AVG avg(m)",
                "topk(3, m) | SERIES topk(3, m)",
                "quantile(0.9, m) | SERIES m",
                "sum(sum by (a) (m)) | SUM sum by (a) (m)",
                "histogram_quantile(0.9, sum by (le) (rate(m[5m]))) | SUM sum by (le) (rate(m[5m]))",
                "absent(m) | GROUP group(m)",
                "absent_over_time(m[5m]) | GROUP group(present_over_time(m[5m]))",
                "label_replace(m, \"a\", \"$1\", \"b\", \"(.*)\") | SERIES label_replace(m, \"a\", \"$1\", \"b\","
                        + " \"(.*)\")",
                "sum(label_replace(m, \"a\", \"\", \"b\", \"\")) | SERIES label_replace(m, \"a\", \"\", \"b\", \"\")",
                "m * scalar(sum(m)) | SERIES m",
            })
    void shouldPushDownWhatWorksSeriesBySeries(String query, String firstLeaf) {
        assertThat(leaves(query).getFirst()).isEqualTo(firstLeaf);
    }

    @Test
    void shouldFindEqualLeavesEqual_whateverTheirPlaceInTheText() {
        assertThat(leaves("rate(m[5m]) > 1 and rate(m[5m])   >   1")).containsExactly("SERIES rate(m[5m]) > 1");
        assertThat(plan("1 + sum(m)").leaves()).isEqualTo(plan("sum( m ) / 2").leaves());
    }

    @Test
    void shouldEvaluateALeafWhereItsSubqueryNeedsIt() {
        Plan plan = plan("max_over_time(sum(m)[3m:1m] offset 30s) + sum(m)");

        List<Grid> grids = plan.leafGrids(new Grid(600_000, 660_000, 30_000), 60_000);

        assertThat(plan.leaves()).hasSize(2);
        assertThat(grids).containsExactly(new Grid(420_000, 630_000, 60_000), new Grid(600_000, 660_000, 30_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m | 300000 | 0 | true",
                "rate(m[10m]) | 600000 | 0 | true",
                "m offset 1m | 360000 | 0 | true",
                "max_over_time(rate(m[5m])[1h:1m] offset 10m) | 4500000 | 0 | true",
                "increase(m[5m] anchored) | 600000 | 0 | true",
                "m offset -1m | 240000 | 60000 | false",
                "m smoothed | 300000 | 300000 | false",
                "m @ end() | 300000 | 0 | false",
                "m @ 1609746000 | 0 | 0 | false",
                "rate(m[5m + step()]) | 300000 | 0 | false",
            })
    void shouldKnowHowFarAQueryLooks(String query, long back, long forward, boolean sliceable) {
        Plan.Reach reach = plan(query).reach();

        assertThat(reach.backMillis()).isEqualTo(back);
        assertThat(reach.forwardMillis()).isEqualTo(forward);
        assertThat(reach.sliceable()).isEqualTo(sliceable);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate(m[10m]) / max_over_time(n[2h] offset 1h) | 600000 | 10800000",
                "m - m offset 1h + n | 3900000 | 300000",
                "max_over_time((m + n offset 1h)[30m:1m]) | 2100000 | 5700000",
                "m @ 1609746000 + n | | 300000",
            })
    void shouldKnowHowFarItLooksAtEachSelector(String query, Long m, Long n) {
        Map<Selector, Long> back = plan(query).reach().back();

        assertThat(back.get(new Selector(List.of(Matcher.equal("__name__", "m")))))
                .isEqualTo(m);
        assertThat(back.get(new Selector(List.of(Matcher.equal("__name__", "n")))))
                .isEqualTo(n);
    }

    @Test
    void shouldSayWhy_whenTheRootWouldNeedRawSamples() {
        assertThatThrownBy(() -> plan("quantile_over_time(scalar(q), m[5m])"))
                .isInstanceOf(PromqlException.class)
                .hasMessageContaining("m[5m]");
    }

    @Test
    void shouldExplainItself() {
        assertThat(plan("sum by (job) (rate(e[5m])) / on (job) sum by (job) (rate(r[5m])) > 0.1")
                        .explain())
                .isEqualTo("""
                    root  $0 / on (job) $1 > 0.1
                    leaf $0  sum by (job) (rate(e[5m]))
                        each partition reports a sum and its compensation a group
                    leaf $1  sum by (job) (rate(r[5m]))
                        each partition reports a sum and its compensation a group
                    looks back 300000 ms; many instants at once
                    """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m > 1 | false | 1 | 300",
                "absent(m) | true | 1 | 300",
                "m unless n | true | 2 | 600",
                "m or n | false | 2 | 600",
                "sum(m) or vector(0) | true | 1 | 300",
                "topk(3, m) | false | 1 | 300",
                "max_over_time(rate(m[5m])[1h:1m]) | false | 60 | 18000",
            })
    void shouldAnalyse(String query, boolean absence, long windows, double seconds) {
        Analysis analysis = Analysis.of(PromqlParser.parse(query, ParseOptions.STABLE), PlanOptions.defaults());

        assertThat(analysis.dependsOnAbsence()).isEqualTo(absence);
        assertThat(analysis.windowsPerInstant()).isEqualTo(windows);
        assertThat(analysis.secondsPerInstant()).isEqualTo(seconds);
    }
}
