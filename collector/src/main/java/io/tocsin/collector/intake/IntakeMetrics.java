package io.tocsin.collector.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the intake counts, in samples, by transport.
 *
 * <p>Once a batch is settled, <b>received = accepted + rejected</b> (over all reasons): accepted are those Kafka
 * acknowledged, rejected those the sender was told of (or, for samples of our own, those dropped). Alert on any growth
 * of {@code rejected} with the reasons {@code kafka_unavailable} and {@code buffer_full}: the log is away; with others:
 * a sender is wrong, and its answers say what.
 */
final class IntakeMetrics {

    private static final String PREFIX = "tocsin.collector.samples.";

    private final Map<Transport, Counter> received = new EnumMap<>(Transport.class);
    private final Map<Transport, Counter> accepted = new EnumMap<>(Transport.class);
    private final Map<Transport, Map<Reason, Counter>> rejected = new EnumMap<>(Transport.class);
    private final Counter frames;
    private final LongAdder acceptedInAll = new LongAdder();

    IntakeMetrics(MeterRegistry registry, ByteBudget inFlight) {
        for (Transport transport : Transport.values()) {
            received.put(transport, counter(registry, "received", transport));
            accepted.put(transport, counter(registry, "accepted", transport));
            rejected.put(transport, reasons(registry, transport));
        }
        this.frames = Counter.builder("tocsin.collector.frames.published")
                .description("Frames acknowledged by Kafka")
                .register(registry);
        Gauge.builder("tocsin.collector.in.flight.bytes", inFlight, ByteBudget::used)
                .description("Bytes handed to Kafka and not yet acknowledged")
                .register(registry);
        Gauge.builder("tocsin.collector.in.flight.bytes.limit", inFlight, ByteBudget::limit)
                .description("Bound of tocsin_collector_in_flight_bytes")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String what, Transport transport) {
        return Counter.builder(PREFIX + what)
                .tag("transport", transport.label())
                .register(registry);
    }

    private static Map<Reason, Counter> reasons(MeterRegistry registry, Transport transport) {
        Map<Reason, Counter> counters = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            Counter counter = Counter.builder(PREFIX + "rejected")
                    .tag("transport", transport.label())
                    .tag("reason", reason.label())
                    .register(registry);
            counters.put(reason, counter);
        }
        return counters;
    }

    void received(Transport transport, int samples) {
        of(received, transport).increment(samples);
    }

    void accepted(Transport transport, int samples, int inFrames) {
        of(accepted, transport).increment(samples);
        acceptedInAll.add(samples);
        frames.increment(inFrames);
    }

    void rejected(Transport transport, Reason reason, int samples) {
        of(of(rejected, transport), reason).increment(samples);
    }

    long acceptedInAll() {
        return acceptedInAll.sum();
    }

    private static <K, V> V of(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key));
    }
}
