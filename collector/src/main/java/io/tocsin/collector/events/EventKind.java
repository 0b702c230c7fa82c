package io.tocsin.collector.events;

import io.tocsin.schemas.avro.ActivityEvent;
import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.Topics;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The three kinds of domain events. Each is a topic, a path to post to and a schema, under one name. */
enum EventKind {
    MIGRATIONS(MigrationEvent.getClassSchema(), "migrationId"),
    RESERVES(ReserveSnapshot.getClassSchema(), "asset"),
    ACTIVITY(ActivityEvent.getClassSchema(), "subject");

    private final int key;
    private final int id;
    private final int timestamp;

    EventKind(Schema schema, String key) {
        this.key = schema.getField(key).pos();
        this.id = schema.getField("eventId").pos();
        this.timestamp = schema.getField("timestamp").pos();
    }

    /** Also the {@code topic} label of the counters. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String path() {
        return "/v1/" + label();
    }

    Schema schema() {
        return switch (this) {
            case MIGRATIONS -> MigrationEvent.getClassSchema();
            case RESERVES -> ReserveSnapshot.getClassSchema();
            case ACTIVITY -> ActivityEvent.getClassSchema();
        };
    }

    /** The record key: what belongs together stands in one partition. */
    String key(SpecificRecord event) {
        return (String) event.get(key);
    }

    String id(SpecificRecord event) {
        return (String) event.get(id);
    }

    long timestampMillis(SpecificRecord event) {
        return (Long) event.get(timestamp);
    }

    /** Its topic; the value type is that of its schema. */
    Topic<String, ? extends SpecificRecord> topic(Topics topics) {
        return switch (this) {
            case MIGRATIONS -> topics.migrations();
            case RESERVES -> topics.reserves();
            case ACTIVITY -> topics.activity();
        };
    }
}
