package io.tocsin.notifier.send;

import io.tocsin.notifier.channel.Outgoing;
import io.tocsin.schemas.avro.NotificationEntry;
import io.tocsin.schemas.avro.NotificationOutcome;
import io.tocsin.schemas.avro.NotificationResult;
import java.time.Instant;

/** Outcomes as they are written to the log. */
final class Outcomes {

    private Outcomes() {}

    static NotificationEntry delivered(Outgoing outgoing, int attempts, Instant at) {
        return of(outgoing, NotificationResult.DELIVERED, "delivered", attempts, at);
    }

    static NotificationEntry rejected(Outgoing outgoing, String reason, int attempts, Instant at) {
        return of(outgoing, NotificationResult.REJECTED, reason, attempts, at);
    }

    private static NotificationEntry of(
            Outgoing outgoing, NotificationResult result, String reason, int attempts, Instant at) {
        String receiver = outgoing.notification().getReceiver();
        String integration = outgoing.notification().getIntegration();
        return new NotificationEntry(
                outgoing.id(),
                new NotificationOutcome(result, reason, at.toEpochMilli(), attempts, receiver, integration));
    }
}
