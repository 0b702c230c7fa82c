package io.tocsin.collector.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.collector.events.json.Element;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Outcome;
import io.tocsin.schemas.avro.ReserveSnapshot;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Events that the collector makes itself, by the way of those that come over HTTP: same bounds, topics and counters. */
public final class OwnEvents {

    private final EventIntake reserves;

    /** @param intake whose bound on what is under way holds for events, too */
    public OwnEvents(EventLog log, Intake intake, EventLimits limits, InstantSource clock, MeterRegistry registry) {
        this.reserves = new EventIntake(
                EventKind.RESERVES,
                log.encoder(EventKind.RESERVES),
                intake.outbox(log.publisher(EventKind.RESERVES)),
                limits,
                clock,
                registry);
    }

    /** @return completes, never exceptionally: empty once it is stored, else with why it is not */
    public CompletableFuture<Optional<String>> reserves(ReserveSnapshot snapshot) {
        EventBatch batch = reserves.batch();
        batch.accept(new Element(0, snapshot, List.of()));
        return reserves.accept(batch).thenApply(outcome -> switch (outcome) {
            case Outcome.Stored() ->
                batch.rejections().stream()
                        .map(rejection -> rejection.problem().field() + " "
                                + rejection.problem().text())
                        .findFirst();
            case Outcome.Unavailable unavailable -> Optional.of(unavailable.text());
        });
    }
}
