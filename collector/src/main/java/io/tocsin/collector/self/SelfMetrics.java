package io.tocsin.collector.self;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.tocsin.collector.feed.SampleSink;
import io.tocsin.collector.feed.SampleSource;
import io.tocsin.collector.feed.Target;

/**
 * A meter registry as a source of samples: exactly the series its {@code /metrics} page shows, without the text between.
 * Counters end in {@code _total}; histograms have cumulative {@code _bucket}s with {@code le}, {@code _count} and
 * {@code _sum}.
 *
 * @param registry of one service
 * @param target {@code job="tocsin"} and the service as the instance
 */
public record SelfMetrics(PrometheusMeterRegistry registry, Target target) implements SampleSource {

    private static final String JOB = "tocsin";

    /** @param instance the service, for example {@code stream-processor} */
    public static SelfMetrics of(PrometheusMeterRegistry registry, String instance) {
        return new SelfMetrics(registry, new Target(JOB, instance));
    }

    @Override
    public void collect(SampleSink sink) {
        for (MetricSnapshot snapshot : registry.getPrometheusRegistry().scrape()) {
            Exposition exposition = new Exposition(snapshot.getMetadata().getPrometheusName(), sink);
            switch (snapshot) {
                case CounterSnapshot counter -> counter.getDataPoints().forEach(exposition::counter);
                case GaugeSnapshot gauge -> gauge.getDataPoints().forEach(exposition::gauge);
                case UnknownSnapshot unknown -> unknown.getDataPoints().forEach(exposition::unknown);
                case HistogramSnapshot histogram -> histogram.getDataPoints().forEach(exposition::histogram);
                case SummarySnapshot summary -> summary.getDataPoints().forEach(exposition::summary);
                case InfoSnapshot info -> info.getDataPoints().forEach(exposition::info);
                case StateSetSnapshot states -> states.getDataPoints().forEach(exposition::states);
                default -> throw new IllegalStateException("unknown kind of metric: " + snapshot.getClass());
            }
        }
    }
}
