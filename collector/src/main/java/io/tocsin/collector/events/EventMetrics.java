package io.tocsin.collector.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.collector.events.json.EventReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What the intake of one kind of events counts.
 *
 * <p>Of requests that could be taken apart, events: once a request is settled, <b>received = accepted + rejected</b>
 * (over all reasons). A repeated event is one that the same request had already; it is accepted, too. Of those that
 * could not, requests by reason. Alert on any growth of {@code rejected} with the reasons {@code kafka_unavailable},
 * {@code buffer_full} and {@code not_encodable}: the log is away; with others: a producer is wrong, and its answers say
 * what.
 */
final class EventMetrics {

    private static final String EVENTS = "tocsin.collector.events.";

    private final Counter received;
    private final Counter accepted;
    private final Counter repeated;
    private final Map<EventReason, Counter> rejected = new EnumMap<>(EventReason.class);
    private final Map<RequestRefusedException.Reason, Counter> refused =
            new EnumMap<>(RequestRefusedException.Reason.class);

    EventMetrics(MeterRegistry registry, EventKind kind) {
        this.received = counter("received", "Events that came", kind).register(registry);
        this.accepted =
                counter("accepted", "Events that Kafka has acknowledged", kind).register(registry);
        this.repeated = counter("repeated", "Accepted events that their request had already", kind)
                .register(registry);
        for (EventReason reason : EventReason.values()) {
            Counter.Builder counter = counter("rejected", "Events not taken; the sender was told", kind);
            rejected.put(reason, counter.tag("reason", reason.label()).register(registry));
        }
        for (RequestRefusedException.Reason reason : RequestRefusedException.Reason.values()) {
            Counter counter = Counter.builder("tocsin.collector.event.requests.refused")
                    .description("Requests of which nothing was taken; the sender was told")
                    .tag("topic", kind.label())
                    .tag("reason", reason.label())
                    .register(registry);
            refused.put(reason, counter);
        }
    }

    private static Counter.Builder counter(String what, String description, EventKind kind) {
        return Counter.builder(EVENTS + what).description(description).tag("topic", kind.label());
    }

    void received(int events) {
        received.increment(events);
    }

    void accepted(int events, int ofThemRepeated) {
        accepted.increment(events);
        repeated.increment(ofThemRepeated);
    }

    void rejected(EventReason reason, int events) {
        Objects.requireNonNull(rejected.get(reason)).increment(events);
    }

    void refused(RequestRefusedException.Reason reason) {
        Objects.requireNonNull(refused.get(reason)).increment();
    }
}
