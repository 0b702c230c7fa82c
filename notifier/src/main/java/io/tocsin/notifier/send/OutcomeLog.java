package io.tocsin.notifier.send;

import io.tocsin.schemas.avro.NotificationEntry;

/** Where outcomes are written down. */
public interface OutcomeLog extends AutoCloseable {

    /**
     * Returns when the log has it, however long that takes.
     *
     * @param outcome an entry with a {@code NotificationOutcome}
     * @throws InterruptedException if it was interrupted or closed before; then it may or may not be in the log
     */
    void write(NotificationEntry outcome) throws InterruptedException;

    @Override
    void close();
}
