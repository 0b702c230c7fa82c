package io.tocsin.client.micrometer;

import io.micrometer.core.instrument.AbstractTimer;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.util.TimeUtils;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts, sums and fills buckets for as long as it lives; its maximum and percentiles are those of late. */
final class LifetimeTimer extends AbstractTimer {

    private final LongAdder count = new LongAdder();
    private final LongAdder totalNanos = new LongAdder();
    private final TimeWindowMax max;
    private final @Nullable LifetimeHistogram buckets;

    LifetimeTimer(Id id, Clock clock, DistributionStatisticConfig config, PauseDetector pauses) {
        super(id, clock, LifetimeHistogram.withoutBuckets(config), pauses, TimeUnit.SECONDS, false);
        this.max = new TimeWindowMax(clock, config);
        this.buckets = LifetimeHistogram.of(clock, config);
    }

    @Override
    protected void recordNonNegative(long amount, TimeUnit unit) {
        long nanos = unit.toNanos(amount);
        count.increment();
        totalNanos.add(nanos);
        max.record((double) nanos, TimeUnit.NANOSECONDS);
        if (buckets != null) {
            buckets.recordLong(nanos);
        }
    }

    @Override
    public long count() {
        return count.sum();
    }

    @Override
    public double totalTime(TimeUnit unit) {
        return TimeUtils.nanosToUnit((double) totalNanos.sum(), unit);
    }

    @Override
    public double max(TimeUnit unit) {
        return max.poll(unit);
    }

    @Override
    public HistogramSnapshot takeSnapshot() {
        HistogramSnapshot recent = super.takeSnapshot();
        return buckets == null ? recent : buckets.addTo(recent);
    }
}
