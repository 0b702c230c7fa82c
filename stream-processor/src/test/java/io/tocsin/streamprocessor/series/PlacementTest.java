package io.tocsin.streamprocessor.series;

import static io.tocsin.streamprocessor.series.Reading.series;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.frame.FrameColumns;
import io.tocsin.schemas.frame.FrameLayout;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However a source cuts its samples into frames: everything is there, and it does not cost much more. */
class PlacementTest {

    private static final int SERIES = 300;
    private static final int SCRAPES = 600;

    private final SeriesStore store = new SeriesStore(SeriesLimits.defaults());
    private final List<Labels> all = labels(SERIES, 0);

    private static List<Labels> labels(int size, int first) {
        return IntStream.range(first, first + size)
                .mapToObj(i -> series("metric", "i", "" + i))
                .toList();
    }

    private void append(long timestamp, FrameLayout layout) {
        double[] values = layout.labels().stream()
                .mapToDouble(labels -> Integer.parseInt(labels.get("i")) + Math.floor(timestamp / 1000.0))
                .toArray();
        store.append("s", new MetricFrame(timestamp, layout, values), timestamp - 1);
    }

    private void assertHolds(long samples, double bytesPerSample) {
        SeriesStatistics statistics = store.statistics();
        assertThat(statistics.samples()).isEqualTo(samples);
        assertThat((double) statistics.bytes() / samples).isLessThan(bytesPerSample);
        long[] read = new long[1];
        store.latest().select(Reading.ALL, Long.MIN_VALUE, Long.MAX_VALUE, (labels, found) -> read[0] += found.size());
        assertThat(read[0]).isEqualTo(samples);
    }

    @Test
    void shouldHoldWholeFrames() {
        FrameLayout layout = FrameLayout.of(all);
        for (int scrape = 0; scrape < SCRAPES; scrape++) {
            append(scrape * 15_000L, layout);
        }

        assertHolds((long) SERIES * SCRAPES, 2);
        assertThat(store.statistics().blocks()).isLessThan(8);
    }

    @Test
    void shouldHoldSeriesThatComeAlone() {
        List<FrameLayout> layouts =
                all.stream().map(labels -> FrameLayout.of(List.of(labels))).toList();
        for (int scrape = 0; scrape < SCRAPES; scrape++) {
            for (int i = 0; i < SERIES; i++) {
                append(scrape * 15_000L + i, layouts.get(i));
            }
        }

        assertHolds((long) SERIES * SCRAPES, 8);
    }

    @Test
    void shouldMoveSeriesOut_whenTheyStopComingTogether() {
        append(0, FrameLayout.of(all));
        List<FrameLayout> layouts =
                all.stream().map(labels -> FrameLayout.of(List.of(labels))).toList();
        for (int scrape = 1; scrape < SCRAPES; scrape++) {
            for (int i = 0; i < SERIES; i++) {
                append(scrape * 15_000L + i, layouts.get(i));
            }
        }

        assertHolds((long) SERIES * SCRAPES, 8);
    }

    @Test
    void shouldBringSeriesTogether_whenTheyStopComingAlone() {
        for (Labels labels : all) {
            append(0, FrameLayout.of(List.of(labels)));
        }
        FrameLayout layout = FrameLayout.of(all);
        for (int scrape = 1; scrape < SCRAPES; scrape++) {
            append(scrape * 15_000L, layout);
        }

        assertHolds((long) SERIES * SCRAPES, 3);
    }

    @Test
    void shouldPutTheFramesOfOneScrapeTogether_whereverTheyAreCut() {
        for (int scrape = 0; scrape < SCRAPES; scrape++) {
            int cut = 1 + scrape * 37 % (SERIES - 1);
            append(scrape * 15_000L, FrameLayout.of(all.subList(0, cut)));
            append(scrape * 15_000L, FrameLayout.of(all.subList(cut, SERIES)));
        }

        assertHolds((long) SERIES * SCRAPES, 2.5);
    }

    @Test
    void shouldHoldSeriesThatComeAndGo() {
        for (int scrape = 0; scrape < SCRAPES; scrape++) {
            append(scrape * 15_000L, FrameLayout.of(labels(SERIES, scrape)));
        }

        assertHolds((long) SERIES * SCRAPES, 4);
        assertThat(store.statistics().series()).isEqualTo(SERIES + SCRAPES - 1);
        assertThat(store.statistics().blocks()).isLessThan(40);
    }

    @Test
    void shouldHoldFramesWiderThanAStripe() {
        FrameLayout layout = FrameLayout.of(labels(2 * Stripe.MAX_ROWS + 1, 0));
        for (int scrape = 0; scrape < 130; scrape++) {
            append(scrape * 15_000L, layout);
        }

        assertHolds(130L * layout.size(), 4);
    }

    @Test
    void shouldHoldFramesWithManySamplesOfEachTime() {
        FrameLayout layout = FrameLayout.of(all);
        for (int scrape = 0; scrape < SCRAPES; scrape++) {
            long[] offsets =
                    IntStream.range(0, SERIES).mapToLong(i -> i % 3 * 1000L).toArray();
            double[] values = new double[SERIES];
            store.append("s", new MetricFrame(scrape * 15_000L, layout, values, offsets, FrameColumns.NONE), 0);
        }

        assertHolds((long) SERIES * SCRAPES, 2);
    }

    @Test
    void shouldForeseeTheLayout_whenASourceSendsSeveralInTurn() {
        List<FrameLayout> layouts = List.of(
                FrameLayout.of(all.subList(0, 100)),
                FrameLayout.of(all.subList(100, 200)),
                FrameLayout.of(all.subList(200, 300)));
        layouts.forEach(layout -> append(0, layout));
        append(1000, FrameLayout.of(all.subList(0, 100)));

        assertThat(store.lastLayout("s")).isSameAs(layouts.get(1));
        assertThat(store.lastLayout("nobody")).isNull();
    }
}
