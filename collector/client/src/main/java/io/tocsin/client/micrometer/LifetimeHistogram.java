package io.tocsin.client.micrometer;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.TimeWindowFixedBoundaryHistogram;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Counts by bucket since the meter was made, as Prometheus wants them. Micrometer's own histograms forget after a while,
 * which is right for maxima and percentiles and wrong for these.
 */
final class LifetimeHistogram {

    /** Longer than any process lives; Micrometer has no histogram without an end. */
    private static final Duration FOR_EVER = Duration.ofDays(3_650);

    private final TimeWindowFixedBoundaryHistogram counts;

    private LifetimeHistogram(Clock clock, DistributionStatisticConfig config) {
        this.counts = new TimeWindowFixedBoundaryHistogram(
                clock,
                DistributionStatisticConfig.builder()
                        .expiry(FOR_EVER)
                        .bufferLength(1)
                        .build()
                        .merge(config),
                true);
    }

    /** @return null if no buckets are asked for */
    static @Nullable LifetimeHistogram of(Clock clock, DistributionStatisticConfig config) {
        return config.isPublishingHistogram() ? new LifetimeHistogram(clock, config) : null;
    }

    /** What is left of a configuration for percentiles and maximum alone. */
    static DistributionStatisticConfig withoutBuckets(DistributionStatisticConfig config) {
        return DistributionStatisticConfig.builder()
                .percentilesHistogram(false)
                .serviceLevelObjectives()
                .build()
                .merge(config);
    }

    void recordLong(long value) {
        counts.recordLong(value);
    }

    void recordDouble(double value) {
        counts.recordDouble(value);
    }

    /** The snapshot, with these buckets. */
    HistogramSnapshot addTo(HistogramSnapshot rest) {
        CountAtBucket[] buckets = counts.takeSnapshot(0, 0, 0).histogramCounts();
        return new HistogramSnapshot(
                rest.count(), rest.total(), rest.max(), rest.percentileValues(), buckets, rest::outputSummary);
    }
}
