package io.tocsin.client;

import java.util.Locale;

/** Why a record did not reach the log. */
public enum LossReason {
    /** As much as is permitted was waiting for Kafka already: Kafka is away, or slower than its producers. */
    BUFFER_FULL,
    /** The record is larger than a record may be. */
    TOO_LARGE,
    /** Kafka, or the schema registry, has not taken it in time. After a lost acknowledgement it may be there all the same. */
    NOT_ACKNOWLEDGED,
    /** Kafka said no: no permission, say. */
    REFUSED,
    /** The client was closed before, or could not deliver it while it closed. */
    CLOSED;

    /** The word in metrics: {@code buffer_full}, say. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
