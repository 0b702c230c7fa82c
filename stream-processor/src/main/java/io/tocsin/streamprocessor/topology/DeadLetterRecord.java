package io.tocsin.streamprocessor.topology;

import io.tocsin.schemas.wire.DeadLetters;
import io.tocsin.streamprocessor.intake.Refusal;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** A refusal as it goes to the dead letters. */
final class DeadLetterRecord {

    private DeadLetterRecord() {}

    static Record<byte[], byte[]> of(Refusal refusal, String topic, int partition, long timestamp) {
        DeadLetters.Origin origin =
                new DeadLetters.Origin(topic, partition, refusal.record().offset());
        Headers headers = DeadLetters.headers(
                new RecordHeaders(), origin, refusal.reason().label(), refusal.detail());
        byte[] value = DeadLetters.fit(refusal.record().value(), headers);
        return new Record<>(refusal.record().key(), value, timestamp, headers);
    }
}
