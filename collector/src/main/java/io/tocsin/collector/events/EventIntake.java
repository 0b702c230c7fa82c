package io.tocsin.collector.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.collector.events.json.EventReason;
import io.tocsin.collector.intake.Outbox;
import io.tocsin.collector.intake.Outcome;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** The way of one kind of events to its topic, with its counters. Thread-safe. */
final class EventIntake {

    private final EventKind kind;
    private final Function<SpecificRecord, byte[]> encoder;
    private final Outbox outbox;
    private final EventLimits limits;
    private final InstantSource clock;
    private final EventMetrics metrics;

    /** @param outbox the way to the kind's topic */
    EventIntake(
            EventKind kind,
            Function<SpecificRecord, byte[]> encoder,
            Outbox outbox,
            EventLimits limits,
            InstantSource clock,
            MeterRegistry registry) {
        this.kind = kind;
        this.encoder = encoder;
        this.outbox = outbox;
        this.limits = limits;
        this.clock = clock;
        this.metrics = new EventMetrics(registry, kind);
    }

    EventMetrics metrics() {
        return metrics;
    }

    /** A batch to be filled; its time bounds are those of this moment. */
    EventBatch batch() {
        return new EventBatch(
                kind, encoder, limits.eventBytes(), EventBatch.Bounds.around(clock.millis(), limits.times()));
    }

    /** Publishes what is good of it. The future never fails; what it brings holds for all that is good. */
    CompletableFuture<Outcome> accept(EventBatch batch) {
        metrics.received(batch.received());
        batch.rejectedByReason().forEach(metrics::rejected);
        return publish(batch).thenApply(outcome -> {
            switch (outcome) {
                case Outcome.Stored() -> metrics.accepted(batch.good(), batch.repeated());
                case Outcome.Unavailable(var reason, String detail) ->
                    metrics.rejected(EventReason.valueOf(reason.name()), batch.good());
            }
            return outcome;
        });
    }

    private CompletableFuture<Outcome> publish(EventBatch batch) {
        if (batch.notEncodable().isPresent()) {
            return CompletableFuture.completedFuture(
                    outbox.notEncodable(batch.notEncodable().get()));
        }
        return batch.letters().isEmpty()
                ? CompletableFuture.completedFuture(new Outcome.Stored())
                : outbox.send(batch.letters());
    }
}
