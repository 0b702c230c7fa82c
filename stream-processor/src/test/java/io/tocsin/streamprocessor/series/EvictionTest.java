package io.tocsin.streamprocessor.series;

import static io.tocsin.streamprocessor.series.Reading.frame;
import static io.tocsin.streamprocessor.series.Reading.samplesOf;
import static io.tocsin.streamprocessor.series.Reading.series;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.frame.FrameLayout;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvictionTest {

    private static final long MINUTE = 60_000;

    private final SeriesStore store = new SeriesStore(SeriesLimits.defaults());

    @Test
    void shouldNotSeeWhatIsOlder_butWhatIsAsOld() {
        store.append("s", frame(1000, "x", 1), 0);
        store.append("s", frame(2000, "x", 2), 0);

        store.evictBefore(1000);
        assertThat(samplesOf(store.latest(), "x", 0, 9000)).hasSize(2);

        store.evictBefore(1001);
        assertThat(samplesOf(store.latest(), "x", 0, 9000)).containsOnlyKeys(2000L);
    }

    @Test
    void shouldIgnoreABoundThatGoesBack() {
        store.append("s", frame(1000, "x", 1), 0);
        store.append("s", frame(2000, "x", 2), 0);
        store.evictBefore(2000);

        store.evictBefore(500);

        assertThat(samplesOf(store.latest(), "x", 0, 9000)).containsOnlyKeys(2000L);
    }

    @Test
    void shouldForgetTheSeriesAndItsSource_whenNothingIsLeft() {
        store.append("gone", frame(1000, "x", 1), 0);
        store.append("kept", frame(90_000, "y", 1), 0);

        store.evictBefore(50_000);

        assertThat(store.statistics().series()).isEqualTo(1);
        assertThat(store.statistics().sources()).isEqualTo(1);
        assertThat(store.lastLayout("gone")).isNull();
        assertThat(store.lastLayout("kept")).isNotNull();
    }

    @Test
    void shouldTakeASeriesAgain_whenItComesBack() {
        MetricFrame first = frame(1000, "x", 1);
        store.append("s", first, 0);
        store.evictBefore(50_000);

        store.append("s", new MetricFrame(60_000, first.layout(), new double[] {2}), 0);

        assertThat(samplesOf(store.latest(), "x", 0, 90_000)).containsOnlyKeys(60_000L);
    }

    @Test
    void shouldKeepToTheSizeOfTheRetention_whenTimeGoesOn() {
        FrameLayout layout = layout(50);
        for (int minute = 0; minute < 5000; minute++) {
            store.append("s", new MetricFrame(minute * MINUTE, layout, column(50, minute)), 0);
            store.evictBefore((minute - 300) * MINUTE);
        }

        SeriesStatistics statistics = store.statistics();
        assertThat(statistics.series()).isEqualTo(50);
        assertThat(statistics.samples()).isBetween(50L * 300, 50L * (300 + OpenBlock.MAX_COLUMNS));
    }

    @Test
    void shouldForgetASeries_whenItsNeighboursGoOn() {
        FrameLayout all = layout(20);
        FrameLayout fewer = FrameLayout.of(all.labels().subList(0, 19));
        for (int minute = 0; minute < 1000; minute++) {
            boolean both = minute < 10;
            FrameLayout layout = both ? all : fewer;
            store.append("s", new MetricFrame(minute * MINUTE, layout, column(both ? 20 : 19, minute)), 0);
            store.evictBefore((minute - 300) * MINUTE);
        }

        assertThat(store.statistics().series()).isEqualTo(19);
    }

    @Test
    void shouldSpareTheSeriesThatAreKeptLonger_andOnlyThose() {
        store.retain(labels -> labels.get("i").equals("7") ? 1000 * MINUTE : 0);
        FrameLayout layout = layout(50);
        for (int minute = 0; minute < 2000; minute++) {
            store.append("s", new MetricFrame(minute * MINUTE, layout, column(50, minute)), 0);
            store.evictBefore((minute - 300) * MINUTE);
        }

        assertThat(samplesOf(store.latest(), "x7", 0, Long.MAX_VALUE))
                .hasSize(1301)
                .containsEntry(1500 * MINUTE, 1507.0);
        assertThat(samplesOf(store.latest(), "x8", 0, Long.MAX_VALUE)).hasSize(301);
        assertThat(store.statistics().samples()).isLessThan(50L * (300 + OpenBlock.MAX_COLUMNS) + 1500);
    }

    @Test
    void shouldNotBringBackWhatIsEvicted_whenASeriesIsToBeKeptLonger() {
        store.append("s", frame(1000, "x", 1), 0);
        store.append("s", frame(2000, "x", 2), 0);
        store.evictBefore(1500);

        store.retain(labels -> 10_000);

        assertThat(samplesOf(store.latest(), "x", 0, 9000)).containsOnlyKeys(2000L);
    }

    @Test
    void shouldBeEmpty_whenCleared() {
        store.append("s", frame(1000, "x", 1), 0);

        store.clear();

        assertThat(store.statistics()).isEqualTo(new SeriesStatistics(0, 0, 0, 0, 0));
        assertThat(samplesOf(store.latest(), "x", 0, 9000)).isEmpty();
    }

    private static FrameLayout layout(int size) {
        List<Labels> series = IntStream.range(0, size)
                .mapToObj(i -> series("x" + i, "i", "" + i))
                .toList();
        return FrameLayout.of(series);
    }

    private static double[] column(int size, int minute) {
        return IntStream.range(0, size).mapToDouble(i -> minute + i).toArray();
    }
}
