package io.tocsin.streamprocessor.series;

import static io.tocsin.streamprocessor.series.Reading.frame;
import static io.tocsin.streamprocessor.series.Reading.samplesOf;
import static io.tocsin.streamprocessor.series.Reading.series;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.series.Samples;
import io.tocsin.schemas.frame.MetricFrame;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VisibilityTest {

    private final SeriesStore store = new SeriesStore(SeriesLimits.defaults());

    @Test
    void shouldSeeTheFrame_whenItsHorizonIsBeforeTheInstant() {
        store.append("s", frame(1000, "x", 1), 4999);

        assertThat(samplesOf(store.at(5000), "x", 0, 9000)).isEqualTo(Map.of(1000L, 1.0));
    }

    @Test
    void shouldNotSeeTheFrame_whenItsHorizonIsTheInstant() {
        store.append("s", frame(1000, "x", 1), 5000);

        assertThat(samplesOf(store.at(5000), "x", 0, 9000)).isEmpty();
        assertThat(samplesOf(store.latest(), "x", 0, 9000)).isEqualTo(Map.of(1000L, 1.0));
    }

    @Test
    void shouldSeeWhatCameBeforeAnyTick_atEveryInstantButTheFirst() {
        store.append("s", frame(1000, "x", 1), Long.MIN_VALUE);

        assertThat(samplesOf(store.at(Long.MIN_VALUE + 1), "x", 0, 9000)).hasSize(1);
        assertThat(samplesOf(store.at(Long.MIN_VALUE), "x", 0, 9000)).isEmpty();
    }

    @Test
    void shouldExcludeTheBeginningAndIncludeTheEndOfTheSpan() {
        store.append("s", frame(1000, "x", 1), 0);
        store.append("s", frame(2000, "x", 2), 0);
        store.append("s", frame(3000, "x", 3), 0);

        assertThat(samplesOf(store.latest(), "x", 1000, 3000)).isEqualTo(Map.of(2000L, 2.0, 3000L, 3.0));
        assertThat(samplesOf(store.latest(), "x", 999, 2999)).isEqualTo(Map.of(1000L, 1.0, 2000L, 2.0));
    }

    @Test
    void shouldTakeTheLastOfTheLog_whenATimestampComesTwice() {
        store.append("s", frame(1000, "x", 1), 10);
        store.append("s", frame(1000, "x", 2), 10);

        assertThat(samplesOf(store.at(11), "x", 0, 9000)).isEqualTo(Map.of(1000L, 2.0));
    }

    @Test
    void shouldStillShowTheEarlierSample_whenTheLaterOneIsNotVisibleYet() {
        store.append("s", frame(1000, "x", 1), 10);
        store.append("s", frame(1000, "x", 2), 20);

        assertThat(samplesOf(store.at(20), "x", 0, 9000)).isEqualTo(Map.of(1000L, 1.0));
        assertThat(samplesOf(store.at(21), "x", 0, 9000)).isEqualTo(Map.of(1000L, 2.0));
    }

    @Test
    void shouldPutALateSampleWhereItBelongs() {
        store.append("s", frame(1000, "x", 1), 10);
        store.append("s", frame(3000, "x", 3), 10);
        store.append("s", frame(2000, "x", 2), 20);

        assertThat(samplesOf(store.at(20), "x", 0, 9000)).isEqualTo(Map.of(1000L, 1.0, 3000L, 3.0));
        assertThat(samplesOf(store.at(21), "x", 0, 9000)).isEqualTo(Map.of(1000L, 1.0, 2000L, 2.0, 3000L, 3.0));
    }

    @Test
    void shouldHoldASampleAtItsOwnTime_whenTheFrameHasOffsets() {
        MetricFrame frame = MetricFrame.builder(1000)
                .add(series("x"), 1, 1500)
                .add(series("y"), 2, 700)
                .add(series("z"), 3, 1500)
                .build();

        assertThat(store.append("s", frame, 0).accepted()).isEqualTo(3);
        assertThat(samplesOf(store.latest(), "x", 0, 9000)).isEqualTo(Map.of(1500L, 1.0));
        assertThat(samplesOf(store.latest(), "y", 0, 9000)).isEqualTo(Map.of(700L, 2.0));
    }

    @Test
    void shouldKeepTheOrderOfTheLog_whenASeriesComesFromTwoSources() {
        store.append("a", frame(1000, "x", 1), 10);
        store.append("b", frame(1000, "x", 2), 20);
        store.append("a", frame(2000, "x", 3), 30);

        assertThat(samplesOf(store.latest(), "x", 0, 9000)).isEqualTo(Map.of(1000L, 2.0, 2000L, 3.0));
    }

    @Test
    void shouldHandOverStalenessMarkersAndOtherNaNs_butNeverTakeOneForAbsence() {
        store.append("s", frame(1000, "x", Samples.staleMarker()), 0);
        store.append("s", frame(2000, "x", Cell.ABSENT), 0);

        var bits = Reading.read(store.latest(), Reading.ALL, 0, 9000).get(series("x"));

        assertThat(bits).isEqualTo(Map.of(1000L, Samples.STALE_NAN, 2000L, Double.doubleToRawLongBits(Double.NaN)));
    }
}
