package io.tocsin.streamprocessor.intake;

import io.tocsin.schemas.avro.ActivityEvent;
import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.wire.MalformedRecordException;
import io.tocsin.schemas.wire.RecordDecoder;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.time.SourceTopic;

/** Reads the values of the source topics, whichever wire format they are in. */
public final class TopicReaders implements EventReader {

    private final RecordDecoder<MigrationEvent> migrations;
    private final RecordDecoder<ReserveSnapshot> reserves;
    private final RecordDecoder<ActivityEvent> activity;
    private final RecordDecoder<RuleGroupVersion> rules;

    public TopicReaders(WireFormat wire) {
        this.migrations = wire.decoder(MigrationEvent.class);
        this.reserves = wire.decoder(ReserveSnapshot.class);
        this.activity = wire.decoder(ActivityEvent.class);
        this.rules = wire.decoder(RuleGroupVersion.class);
    }

    @Override
    public long timestampMillis(SourceTopic topic, byte[] value) throws MalformedRecordException {
        return switch (topic) {
            case MIGRATIONS -> migrations.decode(value).getTimestamp();
            case RESERVES -> reserves.decode(value).getTimestamp();
            case ACTIVITY -> activity.decode(value).getTimestamp();
            case METRICS, RULES -> throw new IllegalArgumentException(topic + " holds no typed events");
        };
    }

    public RuleGroupVersion rule(byte[] value) throws MalformedRecordException {
        return rules.decode(value);
    }
}
