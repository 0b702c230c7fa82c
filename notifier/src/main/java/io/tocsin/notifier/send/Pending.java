package io.tocsin.notifier.send;

import io.tocsin.notifier.channel.Outgoing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification that waits for an attempt.
 *
 * @param partition of the topic {@code notifications} it stands in
 * @param attempts made so far
 * @param firstAttempt when the first was made; null before it
 */
record Pending(
        int partition,
        Outgoing outgoing,
        int attempts,
        @Nullable Instant firstAttempt) {

    static Pending first(int partition, Outgoing outgoing) {
        return new Pending(partition, outgoing, 0, null);
    }

    Pending attempted(Instant at) {
        return new Pending(partition, outgoing, attempts + 1, firstAttempt == null ? at : firstAttempt);
    }

    String group() {
        return outgoing.notification().getGroupKey();
    }
}
