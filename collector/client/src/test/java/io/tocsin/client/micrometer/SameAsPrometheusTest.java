package io.tocsin.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tocsin.client.TocsinClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;

/** Whatever an application does with its meters: the series are those of Micrometer's registry for Prometheus. */
class SameAsPrometheusTest {

    private static final TocsinClient NOWHERE =
            TocsinClient.to("127.0.0.1:1").closeTimeout(Duration.ZERO).connect();

    @AfterContainer
    static void close() {
        NOWHERE.close();
    }

    @Property(tries = 150)
    void shouldShowTheSameSeries(@ForAll long seed) {
        MockClock clock = new MockClock();
        TocsinMeterRegistry registry = registry(clock);
        new Workload(seed, clock, registry).run();

        assertThat(differences(shown(registry), expected(seed))).isEmpty();
    }

    /** The control: the comparison sees names. */
    @Test
    void shouldNotShowTheSameSeries_whenNamesAreOthers() {
        MockClock clock = new MockClock();
        TocsinMeterRegistry registry = registry(clock);
        registry.config().namingConvention(NamingConvention.dot);
        new Workload(1, clock, registry).run();

        assertThat(differences(shown(registry), expected(1))).hasSizeGreaterThan(10);
    }

    /** The control: the comparison sees values. */
    @Test
    void shouldNotShowTheSameSeries_whenTimeIsAnother() {
        MockClock clock = new MockClock();
        TocsinMeterRegistry registry = registry(clock);
        new Workload(1, clock, registry).run();
        clock.add(Duration.ofMinutes(10));

        assertThat(differences(shown(registry), expected(1))).isNotEmpty();
        assertThat(shown(registry).keySet()).isEqualTo(expected(1).keySet());
    }

    private static List<String> differences(Map<String, Double> shown, Map<String, Double> expected) {
        Set<String> series = new TreeSet<>(shown.keySet());
        series.addAll(expected.keySet());
        return series.stream()
                .filter(one -> !Objects.equals(shown.get(one), expected.get(one)))
                .map(one -> one + " is " + shown.get(one) + ", not " + expected.get(one))
                .toList();
    }

    private static TocsinMeterRegistry registry(MockClock clock) {
        return TocsinMeterRegistry.on(NOWHERE, "test").clock(clock).create();
    }

    private static Map<String, Double> shown(TocsinMeterRegistry registry) {
        Map<String, Double> shown = new TreeMap<>();
        registry.read((metric, labels, value) -> {
            if (!metric.startsWith("tocsin_client_")) {
                TextPage.put(shown, TextPage.series(metric, labels), value);
            }
        });
        return shown;
    }

    private static Map<String, Double> expected(long seed) {
        MockClock clock = new MockClock();
        PrometheusMeterRegistry prometheus =
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
        new Workload(seed, clock, prometheus).run();
        return TextPage.parse(prometheus.scrape());
    }
}
