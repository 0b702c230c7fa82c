package io.tocsin.collector.events.json;

import java.util.Locale;

/** Why an event was refused; also the {@code reason} label of {@code tocsin_collector_events_rejected_total}. */
public enum EventReason {
    /** It is no JSON, or none that could be an event. */
    MALFORMED,
    UNKNOWN_FIELD,
    MISSING_FIELD,
    DUPLICATE_FIELD,
    WRONG_TYPE,
    /** The type is right, the value cannot be. */
    INVALID_VALUE,
    /** A text, a list or the whole event is beyond its limit. */
    TOO_LONG,
    TIMESTAMP_TOO_OLD,
    TIMESTAMP_TOO_NEW,
    /** The request already has an event of this id, and it is another one. */
    CONFLICTING_ID,
    /** Of the log, like the two that follow: sending it again is of use. */
    BUFFER_FULL,
    NOT_ENCODABLE,
    KAFKA_UNAVAILABLE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
