package io.tocsin.streamprocessor.signals;

import io.tocsin.schemas.avro.ActivityEvent;
import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.schemas.wire.MalformedRecordException;
import io.tocsin.schemas.wire.RecordDecoder;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.time.SourceTopic;

/** Reads the typed events of {@code migrations}, {@code reserves} and {@code activity}, in either wire format. */
public final class EventReaders {

    private final RecordDecoder<MigrationEvent> migrations;
    private final RecordDecoder<ReserveSnapshot> reserves;
    private final RecordDecoder<ActivityEvent> activity;

    public EventReaders(WireFormat wire) {
        this.migrations = wire.decoder(MigrationEvent.class);
        this.reserves = wire.decoder(ReserveSnapshot.class);
        this.activity = wire.decoder(ActivityEvent.class);
    }

    /** The event in a record. */
    public DomainEvent read(SourceTopic topic, byte[] value) throws MalformedRecordException {
        return switch (topic) {
            case MIGRATIONS -> new DomainEvent.Migration(migrations.decode(value));
            case RESERVES -> new DomainEvent.Reserve(reserves.decode(value));
            case ACTIVITY -> new DomainEvent.Activity(activity.decode(value));
            case METRICS, RULES -> throw new IllegalArgumentException(topic + " holds no typed events");
        };
    }
}
