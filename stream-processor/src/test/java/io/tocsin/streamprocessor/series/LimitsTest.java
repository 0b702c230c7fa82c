package io.tocsin.streamprocessor.series;

import static io.tocsin.streamprocessor.series.Reading.frame;
import static io.tocsin.streamprocessor.series.Reading.samplesOf;
import static io.tocsin.streamprocessor.series.Reading.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.streamprocessor.series.RefusedSeries.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static MetricFrame three(long timestamp) {
        return MetricFrame.builder(timestamp)
                .add(series("a"), 1)
                .add(series("b"), 2)
                .add(series("c"), 3)
                .build();
    }

    @Test
    void shouldAcceptAll_whenTheLimitIsJustReached() {
        SeriesStore store = new SeriesStore(new SeriesLimits(3, 3));

        assertThat(store.append("s", three(1000), 0)).isEqualTo(new AppendResult(3, 0, List.of()));
    }

    @Test
    void shouldNameWhatIsBeyondTheLimitOfTheSource_andAcceptTheRest() {
        SeriesStore store = new SeriesStore(new SeriesLimits(2, 9));

        AppendResult result = store.append("s", three(1000), 0);

        assertThat(result)
                .isEqualTo(new AppendResult(2, 1, List.of(new RefusedSeries(series("c"), Reason.SOURCE_LIMIT))));
        assertThat(samplesOf(store.latest(), "b", 0, 9000)).hasSize(1);
        assertThat(samplesOf(store.latest(), "c", 0, 9000)).isEmpty();
        assertThat(store.append("t", frame(1000, "c", 3), 0).accepted()).isEqualTo(1);
    }

    @Test
    void shouldNameWhatIsBeyondTheLimitOfTheStore() {
        SeriesStore store = new SeriesStore(new SeriesLimits(9, 2));

        assertThat(store.append("s", three(1000), 0).refused())
                .containsExactly(new RefusedSeries(series("c"), Reason.STORE_LIMIT));
    }

    @Test
    void shouldGoOnAcceptingKnownSeries_whenTheLimitIsReached() {
        SeriesStore store = new SeriesStore(new SeriesLimits(9, 2));
        store.append("s", three(1000), 0);

        assertThat(store.append("s", frame(2000, "a", 1), 0).accepted()).isEqualTo(1);
        assertThat(store.append("s", frame(2000, "d", 1), 0).accepted()).isZero();
    }

    @Test
    void shouldAcceptWhatItRefused_whenEvictionHasMadeRoom() {
        SeriesStore store = new SeriesStore(new SeriesLimits(9, 3));
        store.append("old", frame(1000, "x", 1), 0);
        MetricFrame frame = three(100_000);
        assertThat(store.append("s", frame, 0).refusedSamples()).isEqualTo(1);

        store.evictBefore(50_000);

        assertThat(store.append("s", frame, 0)).isEqualTo(new AppendResult(3, 0, List.of()));
    }

    @Test
    void shouldNotGrow_whenEverNewSourcesAreRefused() {
        SeriesStore store = new SeriesStore(new SeriesLimits(1, 1));
        store.append("s", frame(1000, "x", 1), 0);

        for (int i = 0; i < 100; i++) {
            store.append("s" + i, frame(1000, "y" + i, 1), 0);
        }

        assertThat(store.statistics().sources()).isEqualTo(1);
    }

    @Test
    void shouldRejectALimitOfNothing() {
        assertThatThrownBy(() -> new SeriesLimits(0, 1)).hasMessageContaining("positive");
    }
}
