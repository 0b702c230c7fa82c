package io.tocsin.streamprocessor.signals;

import io.tocsin.schemas.avro.ActivityEvent;
import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.ReserveSnapshot;

/** A typed event as the signals see it. */
public sealed interface DomainEvent {

    /** The same one again, within the window of repetition, changes nothing. */
    String id();

    /** When it happened. */
    long timestampMillis();

    /** Of the topic {@code migrations}. */
    record Migration(MigrationEvent event) implements DomainEvent {

        @Override
        public String id() {
            return event.getEventId();
        }

        @Override
        public long timestampMillis() {
            return event.getTimestamp();
        }
    }

    /** Of the topic {@code reserves}. */
    record Reserve(ReserveSnapshot event) implements DomainEvent {

        @Override
        public String id() {
            return event.getEventId();
        }

        @Override
        public long timestampMillis() {
            return event.getTimestamp();
        }
    }

    /** Of the topic {@code activity}. */
    record Activity(ActivityEvent event) implements DomainEvent {

        @Override
        public String id() {
            return event.getEventId();
        }

        @Override
        public long timestampMillis() {
            return event.getTimestamp();
        }
    }
}
