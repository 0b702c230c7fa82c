package io.tocsin.client.micrometer;

import io.micrometer.core.instrument.AbstractDistributionSummary;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** As {@link LifetimeTimer}, of any amounts. */
final class LifetimeSummary extends AbstractDistributionSummary {

    private final LongAdder count = new LongAdder();
    private final DoubleAdder total = new DoubleAdder();
    private final TimeWindowMax max;
    private final @Nullable LifetimeHistogram buckets;

    LifetimeSummary(Id id, Clock clock, DistributionStatisticConfig config, double scale) {
        super(id, clock, LifetimeHistogram.withoutBuckets(config), scale, false);
        this.max = new TimeWindowMax(clock, config);
        this.buckets = LifetimeHistogram.of(clock, config);
    }

    @Override
    protected void recordNonNegative(double amount) {
        count.increment();
        total.add(amount);
        max.record(amount);
        if (buckets != null) {
            buckets.recordDouble(amount);
        }
    }

    @Override
    public long count() {
        return count.sum();
    }

    @Override
    public double totalAmount() {
        return total.sum();
    }

    @Override
    public double max() {
        return max.poll();
    }

    @Override
    public HistogramSnapshot takeSnapshot() {
        HistogramSnapshot recent = super.takeSnapshot();
        return buckets == null ? recent : buckets.addTo(recent);
    }
}
