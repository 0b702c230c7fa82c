package io.tocsin.collector.self;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.collector.feed.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SelfMetricsTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SelfMetrics self = SelfMetrics.of(registry, "notifier");

    private Map<String, Double> collect() {
        Map<String, Double> samples = new LinkedHashMap<>();
        self.collect((labels, value) -> samples.put(labels.toString(), value));
        return samples;
    }

    @Test
    void shouldNameSamplesAsTheMetricsPageDoes_whenThereIsEveryKindOfMeter() {
        registry.counter("jobs.done", "kind", "a").increment(3);
        Gauge.builder("queue.size", () -> 7).register(registry);
        DistributionSummary sizes = DistributionSummary.builder("sizes")
                .serviceLevelObjectives(10, 100)
                .publishPercentiles(0.5)
                .register(registry);
        sizes.record(5);
        sizes.record(50);
        sizes.record(500);
        Timer.builder("took").register(registry).record(Duration.ofSeconds(2));

        Map<String, Double> samples = collect();

        assertThat(samples)
                .containsEntry("jobs_done_total{kind=\"a\"}", 3.0)
                .containsEntry("queue_size", 7.0)
                .containsEntry("took_seconds_count", 1.0)
                .containsEntry("took_seconds_sum", 2.0)
                .containsEntry("sizes_bucket{le=\"10.0\"}", 1.0)
                .containsEntry("sizes_bucket{le=\"100.0\"}", 2.0)
                .containsEntry("sizes_bucket{le=\"+Inf\"}", 3.0)
                .containsEntry("sizes_count", 3.0)
                .containsEntry("sizes_sum", 555.0);
    }

    @Test
    void shouldShowExactlyTheLinesOfTheMetricsPage_whenComparedWithIt() {
        registry.counter("jobs.done", "kind", "a \"quoted\" one").increment(3);
        Timer.builder("took").publishPercentileHistogram().register(registry).record(Duration.ofMillis(20));

        Map<String, Double> page = new LinkedHashMap<>();
        registry.scrape().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int end = line.lastIndexOf(' ');
            page.put(line.substring(0, end), Double.parseDouble(line.substring(end + 1)));
        });

        assertThat(page).hasSizeGreaterThan(50);
        assertThat(collect()).containsExactlyInAnyOrderEntriesOf(page);
    }

    @Test
    void shouldBeTocsin_whenAskedWhoItIs() {
        assertThat(self.target()).isEqualTo(new Target("tocsin", "notifier"));
        assertThat(collect()).isEmpty();
    }
}
