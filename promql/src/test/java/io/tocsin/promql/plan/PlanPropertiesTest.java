package io.tocsin.promql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.eval.Engine;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.promql.series.MemorySeries;
import io.tocsin.promql.series.Samples;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.frame.RecordKeys;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** Whatever the query and wherever the series live, leaves and root give what the whole gives. */
final class PlanPropertiesTest {

    private static final Grid GRID = new Grid(60_000, 540_000, 40_000);
    private static final EvalOptions OPTIONS = EvalOptions.defaults();
    private static final int LOST = 1_000_000;

    private static Expr parse(String query) {
        return PromqlParser.parse(query, ParseOptions.EXPERIMENTAL);
    }

    private static Outcome whole(Expr expr, Grid grid, SeriesSource series) {
        return Outcome.of(grid, () -> new Engine().evaluate(expr, grid, series, OPTIONS));
    }

    private static Outcome split(
            Expr expr, Grid grid, SeriesSource series, int partitions, ToIntFunction<Labels> place) {
        return Outcome.of(grid, () -> new Distributed(partitions, place).evaluate(expr, grid, series, OPTIONS));
    }

    private static ToIntFunction<Labels> byKey(long seed, int partitions) {
        return labels -> new Random(RecordKeys.of(labels).hashCode() ^ seed).nextInt(partitions);
    }

    @Property(tries = 600, shrinking = ShrinkingMode.OFF)
    void shouldGiveWhatTheWholeGives_whenSeriesAreSpreadOverPartitions(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int partitions) {
        RandomQueries random = new RandomQueries(seed, false);
        MemorySeries series = random.series();
        String query = random.vector(3);

        Outcome whole = whole(parse(query), GRID, series);
        Outcome split = split(parse(query), GRID, series, partitions, byKey(seed, partitions));

        assertThat(split.agrees(whole, 1e-12))
                .as("%s: whole %s, split %s", query, whole, split)
                .isTrue();
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void shouldBeBitIdentical_whenASliceIsEvaluatedInstantByInstant(@ForAll long seed) {
        RandomQueries random = new RandomQueries(seed, true);
        MemorySeries series = random.series();
        String query = random.vector(3);
        Expr expr = parse(query);
        if (!Planner.plan(expr, PlanOptions.defaults()).reach().sliceable()) {
            return;
        }

        Outcome slice = whole(expr, GRID, series);

        boolean anyFailed = false;
        for (int step = 0; step < GRID.size(); step++) {
            Grid instant = Grid.instant(GRID.at(step));
            Outcome single = whole(expr, instant, series);
            anyFailed |= single.failed();
            if (!slice.failed()) {
                assertThat(single.failed()).as(query).isFalse();
                assertThat(single.at(instant.startMillis())).as(query).isEqualTo(slice.at(instant.startMillis()));
            }
        }
        assertThat(slice.failed()).as(query).isEqualTo(anyFailed);
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void shouldBeBitIdentical_whenTheSourceVisitsItsSeriesInAnotherOrder(@ForAll long seed) {
        RandomQueries random = new RandomQueries(seed, false);
        MemorySeries series = random.series();
        String query = random.vector(3);

        Outcome asStored = whole(parse(query), GRID, series);
        Outcome shuffled = whole(parse(query), GRID, shuffled(series, seed));

        assertThat(shuffled.agrees(asStored, 0)).as(query).isTrue();
    }

    private static SeriesSource shuffled(SeriesSource source, long seed) {
        return (selector, from, to, visitor) -> {
            List<Runnable> visits = new ArrayList<>();
            source.select(selector, from, to, (labels, samples) -> {
                long[] times = Arrays.copyOf(samples.timestamps(), samples.to());
                double[] values = Arrays.copyOf(samples.values(), samples.to());
                int first = samples.from();
                visits.add(() -> visitor.series(labels, new Samples().set(times, values, first, times.length)));
            });
            Collections.shuffle(visits, new Random(seed));
            visits.forEach(Runnable::run);
        };
    }

    /** Negative control: were a partition's report lost, the first property would notice. */
    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void shouldBeNoticed_whenOnePartitionIsLost(@ForAll long seed) {
        int noticed = 0;
        for (int i = 0; i < 60; i++) {
            RandomQueries random = new RandomQueries(seed + i, false);
            MemorySeries series = random.series();
            Expr expr = parse(random.vector(3));
            // Another placement each time: in one and the same, the lost partition may be empty.
            ToIntFunction<Labels> place = byKey(seed + i, 3);
            Outcome lost = split(
                    expr, GRID, series, 2, labels -> place.applyAsInt(labels) == 2 ? LOST : place.applyAsInt(labels));
            noticed += lost.agrees(whole(expr, GRID, series), 1e-12) ? 0 : 1;
        }
        assertThat(noticed).isGreaterThan(6);
    }
}
