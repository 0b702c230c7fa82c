package io.tocsin.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.intake.Intakes;
import io.tocsin.collector.intake.Transport;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.schemas.labels.Labels;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FeedTest {

    private static final long STALE = 0x7ff0000000000002L;

    private final RecordingPublisher log = new RecordingPublisher();
    private final Map<Labels, Double> shown = new LinkedHashMap<>();
    private long now = Intakes.NOW;
    private boolean broken;
    private boolean missing;
    private final Feed feed = new Feed(
            Transport.HOST_METRICS,
            new Target("node", "h1"),
            this::collect,
            Intakes.over(log),
            () -> Instant.ofEpochMilli(now));

    private void collect(SampleSink sink) {
        shown.forEach(sink::add);
        if (broken) {
            throw new IllegalStateException("cannot be read");
        }
        if (missing) {
            throw new UnsatisfiedLinkError("no such library");
        }
    }

    private Map<String, Double> publish() {
        log.records.clear();
        feed.publish();
        Map<String, Double> values = new LinkedHashMap<>();
        Frames.samples(log).forEach(read -> {
            assertThat(read.timestampMillis()).isEqualTo(now);
            assertThat(read.key()).isEqualTo("node/h1");
            values.put(read.labels().toString(), read.value());
        });
        return values;
    }

    @Test
    void shouldAddTargetLabelsAndUp_whenASourceIsRead() {
        shown.put(Labels.of("__name__", "a", "x", "1"), 5.0);
        shown.put(Labels.of("__name__", "b", "job", "own", "instance", "theirs"), 6.0);

        assertThat(publish())
                .containsEntry("a{instance=\"h1\", job=\"node\", x=\"1\"}", 5.0)
                .containsEntry(
                        "b{exported_instance=\"theirs\", exported_job=\"own\", instance=\"h1\", job=\"node\"}", 6.0)
                .containsEntry("up{instance=\"h1\", job=\"node\"}", 1.0)
                .hasSize(3);
    }

    @Test
    void shouldMarkASeriesStaleOnce_whenItIsNoLongerShown() {
        shown.put(Labels.of("__name__", "a"), 5.0);
        publish();
        shown.clear();
        now += 5000;

        Map<String, Double> gone = publish();
        now += 5000;
        Map<String, Double> after = publish();

        assertThat(bits(gone, "a{instance=\"h1\", job=\"node\"}")).isEqualTo(STALE);
        assertThat(after).containsOnlyKeys("up{instance=\"h1\", job=\"node\"}");
    }

    private static long bits(Map<String, Double> values, String series) {
        return Double.doubleToRawLongBits(values.getOrDefault(series, 0.0));
    }

    @Test
    void shouldBeDown_whenTheSourceFails() {
        shown.put(Labels.of("__name__", "a"), 5.0);
        publish();
        broken = true;
        now += 5000;

        Map<String, Double> down = publish();
        broken = false;
        now += 5000;
        Map<String, Double> again = publish();

        assertThat(down).containsEntry("up{instance=\"h1\", job=\"node\"}", 0.0).hasSize(2);
        assertThat(bits(down, "a{instance=\"h1\", job=\"node\"}")).isEqualTo(STALE);
        assertThat(again)
                .containsEntry("up{instance=\"h1\", job=\"node\"}", 1.0)
                .containsEntry("a{instance=\"h1\", job=\"node\"}", 5.0);
    }

    @Test
    void shouldBeDown_whenALibraryIsMissing() {
        shown.put(Labels.of("__name__", "a"), 5.0);
        missing = true;

        assertThat(publish()).containsExactly(Map.entry("up{instance=\"h1\", job=\"node\"}", 0.0));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 5000, 5000",
        "1, 5000, 5000",
        "4999, 5000, 5000",
        "5000, 5000, 10000",
        "1700000000123, 250, 1700000000250"
    })
    void shouldLieOnTheGrid_whenTheNextInstantIsAskedFor(long now, long interval, long next) {
        assertThat(FeedSchedule.nextInstant(now, interval)).isEqualTo(next);
    }
}
