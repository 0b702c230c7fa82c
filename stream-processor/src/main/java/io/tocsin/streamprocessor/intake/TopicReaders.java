package io.tocsin.streamprocessor.intake;

import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.wire.MalformedRecordException;
import io.tocsin.schemas.wire.RecordDecoder;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.signals.EventReaders;

/** Reads the values of the source topics, whichever wire format they are in. */
public final class TopicReaders {

    private final EventReaders events;
    private final RecordDecoder<RuleGroupVersion> rules;

    public TopicReaders(WireFormat wire) {
        this.events = new EventReaders(wire);
        this.rules = wire.decoder(RuleGroupVersion.class);
    }

    public EventReaders events() {
        return events;
    }

    public RuleGroupVersion rule(byte[] value) throws MalformedRecordException {
        return rules.decode(value);
    }
}
