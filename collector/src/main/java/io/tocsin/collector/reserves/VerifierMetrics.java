package io.tocsin.collector.reserves;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.collector.reserves.Trouble.Reason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/**
 * How the verifier of an asset is, among the collector's own metrics. {@code up} and {@code duration} are there from the end
 * of the first poll on; of a poll that fails each reason is counted once.
 */
final class VerifierMetrics {

    private static final String PREFIX = "tocsin.reserve.verifier.";

    private final MeterRegistry registry;
    private final String asset;
    private final AtomicReference<Last> last = new AtomicReference<>();
    private final Map<Reason, Counter> failures = new EnumMap<>(Reason.class);

    private record Last(boolean up, Duration took) {}

    VerifierMetrics(MeterRegistry registry, String asset) {
        this.registry = registry;
        this.asset = asset;
        for (Reason reason : Reason.values()) {
            failures.put(
                    reason,
                    Counter.builder(PREFIX + "failures")
                            .description("Polls that brought no snapshot")
                            .tag("asset", asset)
                            .tag("reason", reason.label())
                            .register(registry));
        }
    }

    /** @param reasons why there is no snapshot; empty: it is on the log */
    void polled(Duration took, Set<Reason> reasons) {
        reasons.forEach(reason -> Objects.requireNonNull(failures.get(reason)).increment());
        if (last.getAndSet(new Last(reasons.isEmpty(), took)) == null) {
            gauge("up", "Whether the last poll brought a snapshot", value -> value.up ? 1 : 0)
                    .register(registry);
            gauge("duration", "How long the last poll took", value -> value.took.toNanos() / 1e9)
                    .baseUnit("seconds")
                    .register(registry);
        }
    }

    private Gauge.Builder<AtomicReference<Last>> gauge(String name, String description, ToDoubleFunction<Last> value) {
        return Gauge.builder(PREFIX + name, last, at -> value.applyAsDouble(Objects.requireNonNull(at.get())))
                .description(description)
                .tag("asset", asset);
    }
}
