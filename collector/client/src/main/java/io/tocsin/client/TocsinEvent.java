package io.tocsin.client;

import java.time.Instant;
import java.util.Map;

/** Something that happened in the business, as Tocsin knows it. Immutable. */
public sealed interface TocsinEvent permits MigrationEvent, ReserveSnapshot, ActivityEvent {

    /** Unique: the same id again within the window of repetition (1 h by default) changes nothing. */
    String eventId();

    /** When it happened, in whole milliseconds. */
    Instant at();

    /** Whatever else the producer knows; never evaluated. */
    Map<String, String> attributes();
}
