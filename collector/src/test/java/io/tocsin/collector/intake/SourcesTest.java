package io.tocsin.collector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.labels.Labels;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourcesTest {

    private static final long NOW = Sources.WINDOW_MILLIS * 1000;

    private final SeriesValidator validator = new SeriesValidator(SeriesLimits.DEFAULT);

    /** A new instance each time, as when it was forgotten in between. */
    private Series series(String name, String instance) {
        return validator.series(Labels.of(Labels.METRIC_NAME, name, "job", "api", "instance", instance));
    }

    private static Sources sources(int series, int inAll) {
        return new Sources(new SourceLimits(series, inAll, 100));
    }

    private @Nullable Reason offer(Sources to, String name, String instance, long at) {
        return to.refusal(series(name, instance), at);
    }

    @Test
    void shouldTakeSoManySeriesOfASource_whenTheLimitIsReached() {
        Sources sources = sources(2, 100);

        assertThat(offer(sources, "a", "h1", NOW)).isNull();
        assertThat(offer(sources, "b", "h1", NOW)).isNull();
        assertThat(offer(sources, "c", "h1", NOW)).isEqualTo(Reason.TOO_MANY_SERIES_OF_SOURCE);
        assertThat(offer(sources, "a", "h1", NOW)).isNull();
        assertThat(offer(sources, "c", "h2", NOW)).isNull();
        assertThat(sources.seriesInAll()).isEqualTo(3);
    }

    @Test
    void shouldTakeSoManySeriesInAll_whenThereAreManySources() {
        Sources sources = sources(2, 3);

        for (int i = 0; i < 3; i++) {
            assertThat(offer(sources, "a", "h" + i, NOW)).isNull();
        }
        assertThat(offer(sources, "a", "h3", NOW)).isEqualTo(Reason.TOO_MANY_SERIES);
        assertThat(offer(sources, "a", "h1", NOW)).isNull();
        assertThat(sources.seriesInAll()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "2, true", "3, true"})
    void shouldMakeRoom_whenASeriesWasNotSeenForTwoWindows(int windows, boolean room) {
        Sources sources = sources(1, 1);
        offer(sources, "a", "h1", NOW);

        long later = NOW + windows * Sources.WINDOW_MILLIS;

        assertThat(offer(sources, "b", "h1", later)).isEqualTo(room ? null : Reason.TOO_MANY_SERIES_OF_SOURCE);
        assertThat(offer(sources, "b", "h2", later)).isEqualTo(Reason.TOO_MANY_SERIES);
    }

    @Test
    void shouldKeepItsPlace_whenASeriesIsSeenInEveryWindow() {
        Sources sources = sources(1, 100);
        Series kept = series("a", "h1");

        for (int window = 0; window < 5; window++) {
            long at = NOW + window * Sources.WINDOW_MILLIS;
            assertThat(sources.refusal(kept, at)).isNull();
            assertThat(offer(sources, "b", "h1", at)).isEqualTo(Reason.TOO_MANY_SERIES_OF_SOURCE);
        }
        assertThat(sources.seriesInAll()).isEqualTo(1);
    }

    @Test
    void shouldForgetSources_whenNothingComesFromThem() {
        Sources sources = sources(5, 1000);
        for (int i = 0; i < 100; i++) {
            offer(sources, "a", "h" + i, NOW);
        }

        offer(sources, "a", "other", NOW + Sources.WINDOW_MILLIS);
        assertThat(sources.seriesInAll()).isEqualTo(101);
        offer(sources, "a", "other", NOW + 2 * Sources.WINDOW_MILLIS);

        assertThat(sources.seriesInAll()).isEqualTo(1);
    }

    @Test
    void shouldCountTheSame_whenTheClockGoesBack() {
        Sources sources = sources(1, 100);
        offer(sources, "a", "h1", NOW);

        assertThat(offer(sources, "a", "h1", NOW - Sources.WINDOW_MILLIS)).isNull();
        assertThat(offer(sources, "b", "h1", NOW - Sources.WINDOW_MILLIS)).isEqualTo(Reason.TOO_MANY_SERIES_OF_SOURCE);
        assertThat(sources.seriesInAll()).isEqualTo(1);
    }

    @Test
    void shouldTakeABurst_whenASourceWasQuiet() {
        Sources sources = sources(10, 10);
        offer(sources, "a", "h1", NOW);
        offer(sources, "a", "h2", NOW);
        int burst = 100 * SourceLimits.BURST_SECONDS;

        assertThat(sources.takes("api/h1", burst - 1, NOW)).isTrue();
        assertThat(sources.takes("api/h1", 1, NOW)).isTrue();
        assertThat(sources.takes("api/h1", 1, NOW)).isFalse();
        assertThat(sources.takes("api/h2", burst, NOW)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"999, false", "1000, false", "1001, true"})
    void shouldPayOff_whenOneBatchWasLargerThanTheBurst(int millis, boolean taken) {
        Sources sources = sources(10, 10);
        offer(sources, "a", "h1", NOW);

        assertThat(sources.takes("api/h1", 100 * SourceLimits.BURST_SECONDS + 100, NOW))
                .isTrue();

        assertThat(sources.takes("api/h1", 1, NOW + millis)).isEqualTo(taken);
    }

    @Test
    void shouldSaveNoMoreThanABurst_whenASourceIsQuietForLong() {
        Sources sources = sources(10, 10);
        offer(sources, "a", "h1", NOW);
        int burst = 100 * SourceLimits.BURST_SECONDS;
        sources.takes("api/h1", burst, NOW);

        assertThat(sources.takes("api/h1", burst, NOW + 3_600_000)).isTrue();
        assertThat(sources.takes("api/h1", 1, NOW + 3_600_000)).isFalse();
        assertThat(sources.takes("api/h1", 1, NOW))
                .as("a clock that went back earns nothing")
                .isFalse();
    }

    @Test
    void shouldTakeAnyPace_whenThereIsNoLimit() {
        Sources sources = new Sources(new SourceLimits(10, 10, 0));
        offer(sources, "a", "h1", NOW);

        assertThat(sources.takes("api/h1", Integer.MAX_VALUE, NOW)).isTrue();
        assertThat(sources.takes("api/h1", Integer.MAX_VALUE, NOW)).isTrue();
    }
}
