package io.tocsin.streamprocessor.intake;

import io.tocsin.schemas.wire.MalformedRecordException;
import io.tocsin.streamprocessor.time.SourceTopic;

/** Reads the typed events of {@code migrations}, {@code reserves} and {@code activity}. */
@FunctionalInterface
public interface EventReader {

    /**
     * The time of the event in a record.
     *
     * @return milliseconds since the epoch
     */
    long timestampMillis(SourceTopic topic, byte[] value) throws MalformedRecordException;
}
