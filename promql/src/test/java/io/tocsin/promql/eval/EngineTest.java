package io.tocsin.promql.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.promql.series.MemorySeries;
import io.tocsin.schemas.labels.Labels;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class EngineTest {

    private final Engine engine = new Engine();
    private final MemorySeries series =
            new MemorySeries().load("m{i=\"1\"} 1+1x20", 0, 15_000).load("m{i=\"2\"} 2+2x20", 0, 15_000);

    private Result at(String query, long millis, EvalOptions options) {
        return engine.evaluate(parse(query), Grid.instant(millis), series, options);
    }

    private Result at(String query, long millis) {
        return at(query, millis, EvalOptions.defaults());
    }

    private static Expr parse(String query) {
        return PromqlParser.parse(query, ParseOptions.EXPERIMENTAL);
    }

    private static Matrix matrix(Result result) {
        return (Matrix) result.value();
    }

    @Test
    void shouldOrderByLabels_whenTheQueryDoesNotSort() {
        Matrix matrix = matrix(at("-m", 60_000));

        assertThat(matrix.series())
                .extracting(Matrix.Row::labels)
                .containsExactly(Labels.of("i", "1"), Labels.of("i", "2"));
        assertThat(matrix.series()).noneMatch(Matrix.Row::nameDropped);
    }

    @Test
    void shouldKeepTheOrderOfTheQuery_whenItSorts() {
        assertThat(matrix(at("sort_desc(m) * 2", 60_000)).series())
                .extracting(row -> row.labels().get("i"))
                .containsExactly("2", "1");
    }

    @Test
    void shouldHonourTheLookback_whenItIsNotTheDefault() {
        EvalOptions options = EvalOptions.defaults().withLookback(30_000);

        assertThat(matrix(at("m", 329_999, options)).series()).hasSize(2);
        assertThat(matrix(at("m", 330_000, options)).series()).isEmpty();
    }

    @Test
    void shouldStop_whenMoreSamplesAreTouchedThanAllowed() {
        EvalOptions enough = EvalOptions.defaults().withLimits(new Limits(8, 10));
        EvalOptions tooFew = EvalOptions.defaults().withLimits(new Limits(7, 10));

        assertThat(matrix(at("sum_over_time(m[1m])", 60_000, enough)).series()).hasSize(2);
        assertThatThrownBy(() -> at("sum_over_time(m[1m])", 60_000, tooFew))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("more than 7 samples");
    }

    @Test
    void shouldStop_whenThereAreMoreSeriesThanAllowed() {
        assertThat(matrix(at("m", 60_000, EvalOptions.defaults().withLimits(new Limits(100, 2))))
                        .series())
                .hasSize(2);
        assertThatThrownBy(() -> at("m", 60_000, EvalOptions.defaults().withLimits(new Limits(100, 1))))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("more than 1 series");
    }

    @Test
    void shouldStop_whenItIsInterrupted() {
        AtomicInteger asked = new AtomicInteger();
        EvalOptions options = EvalOptions.defaults().withInterruption(() -> asked.incrementAndGet() > 1);

        assertThatThrownBy(() -> at("m", 60_000, options))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("interrupted");
        assertThat(asked).hasValue(2);
    }

    @Test
    void shouldYieldRanges_whenAnInstantQueryAsksForThem() {
        Value.RangeVector ranges =
                (Value.RangeVector) at("m{i=\"1\"}[30s]", 60_000).value();

        assertThat(ranges.series()).hasSize(1);
        assertThat(ranges.series().getFirst().timestamps()).containsExactly(45_000, 60_000);
        assertThat(ranges.series().getFirst().values()).containsExactly(4, 5);
    }

    @Test
    void shouldRefuseRanges_whenARangeQueryAsksForThem() {
        assertThatThrownBy(() ->
                        engine.evaluate(parse("m[30s]"), new Grid(0, 60_000, 15_000), series, EvalOptions.defaults()))
                .isInstanceOf(PromqlException.class)
                .hasMessageContaining("range query");
    }

    @Test
    void shouldSayWhere_whenItAnnotates() {
        String query = "vector(1) + on ()\n  sum(rate(m[1m]))";

        Annotations annotations = at(query, 60_000).annotations();

        assertThat(annotations.warnings()).isEmpty();
        assertThat(annotations.list())
                .singleElement()
                .satisfies(info -> assertThat(info.render(query))
                        .isEqualTo("PromQL info: metric might not be a counter, name does not end in "
                                + "_total/_sum/_count/_bucket: \"m\" (2:12)"));
    }

    @Test
    void shouldResolveTheQuerysOwnTimes_whenItSpansSeveralInstants() {
        Grid grid = new Grid(60_000, 120_000, 30_000);

        Result result = engine.evaluate(
                parse("vector(end() - start() + step() + range())"), grid, series, EvalOptions.defaults());

        assertThat(matrix(result).series().getFirst().values()).containsExactly(150, 150, 150);
    }
}
