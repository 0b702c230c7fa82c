package io.tocsin.client.micrometer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.tocsin.client.MetricFrame;
import io.tocsin.client.Series;
import io.tocsin.client.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a reading becomes: one frame a time, series that end, samples that fit into no frame. */
final class MeterPublisherTest {

    private static final Source SHOP = new Source("shop", "a");
    private static final Duration STEP = Duration.ofSeconds(5);

    private final List<MetricFrame> sent = new ArrayList<>();
    private final MeterPublisher publisher = new MeterPublisher(sent::add, SHOP, STEP);

    @Test
    void shouldStampAllSamplesAlike_whenTheyAreOfOneReading() {
        publisher.publish(7_000, sink -> {
            sink.add("a", Map.of("zone", "b"), 1);
            sink.add("b", Map.of(), 2);
        });

        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).at().toEpochMilli()).isEqualTo(7_000);
        assertThat(sent.get(0).samples())
                .containsExactly(
                        Map.entry(Series.of(SHOP, "a", Map.of("zone", "b")), 1.0),
                        Map.entry(Series.of(SHOP, "b", Map.of()), 2.0));
    }

    @Test
    void shouldEndASeriesOnce_whenItIsNoLongerShown() {
        publisher.publish(1_000, sink -> sink.add("gone", Map.of(), 1));
        publisher.publish(2_000, sink -> sink.add("new", Map.of(), 1));
        publisher.publish(3_000, sink -> sink.add("new", Map.of(), 1));

        assertThat(isStale(1, "gone")).isTrue();
        assertThat(isStale(1, "new")).isFalse();
        assertThat(sent.get(2).samples()).hasSize(1);
    }

    @Test
    void shouldEndAllSeriesOneStepLater_whenItIsOver() {
        publisher.publish(1_000, sink -> sink.add("a", Map.of(), 1));
        publisher.endAll();

        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).at().toEpochMilli()).isEqualTo(6_000);
        assertThat(isStale(1, "a")).isTrue();
    }

    @Test
    void shouldLeaveOutAndCount_whenASampleFitsIntoNoFrame() {
        publisher.publish(1_000, sink -> {
            sink.add("a", Map.of(), 1);
            sink.add("a", Map.of("empty", ""), 2);
            sink.add("b", Map.of("long", "x".repeat(4_097)), 3);
            sink.add("", Map.of(), 4);
        });

        assertThat(publisher.refused()).isEqualTo(3);
        assertThat(sent.get(0).samples()).containsExactly(Map.entry(Series.of(SHOP, "a", Map.of()), 1.0));
    }

    @Test
    void shouldPublishTheRest_whenOneMeterFails() {
        MockClock clock = new MockClock();
        TocsinMeterRegistry registry = new TocsinMeterRegistry(publisher, STEP, clock, () -> {});
        Counter.builder("fine").register(registry).increment();
        Counter twice =
                Counter.builder("twice").tags(Tags.of("a.b", "1", "a_b", "2")).register(registry);
        twice.increment();
        Gauge.builder("no.number", () -> null).register(registry);
        registry.publish();

        assertThat(publisher.refused()).isEqualTo(1);
        assertThat(sent.get(0).samples())
                .containsEntry(Series.of(SHOP, "fine_total", Map.of()), 1.0)
                .containsEntry(Series.of(SHOP, "no_number", Map.of()), Double.NaN)
                .doesNotContainKey(Series.of(SHOP, "twice_total", Map.of()));
    }

    @Test
    void shouldPublishOnceMoreAndEndAll_whenTheRegistryIsClosed() {
        MockClock clock = new MockClock();
        List<String> closed = new ArrayList<>();
        TocsinMeterRegistry registry = new TocsinMeterRegistry(publisher, STEP, clock, () -> closed.add("client"));
        registry.counter("a").increment();
        clock.add(Duration.ofSeconds(1));
        registry.close();
        registry.close();

        assertThat(sent).hasSize(2);
        assertThat(isStale(0, "a_total")).isFalse();
        assertThat(isStale(1, "a_total")).isTrue();
        assertThat(sent.get(1).at()).isEqualTo(sent.get(0).at().plus(STEP));
        assertThat(closed).containsExactly("client");
    }

    private boolean isStale(int frame, String metric) {
        double value = requireNonNull(sent.get(frame).samples().get(Series.of(SHOP, metric, Map.of())), metric);
        return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(MetricFrame.STALE);
    }
}
