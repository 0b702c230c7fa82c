package io.tocsin.schemas.frame;

import io.tocsin.schemas.wire.MalformedRecordException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** For Kafka's clients. It knows no source's last layout: who reads many frames takes the bytes and {@link FrameCodec}. */
public final class FrameSerde implements Serde<MetricFrame> {

    private final FrameCodec codec;

    public FrameSerde(FrameCodec codec) {
        this.codec = codec;
    }

    @Override
    public Serializer<MetricFrame> serializer() {
        return (topic, frame) -> frame == null ? null : codec.encode(frame);
    }

    @Override
    public Deserializer<MetricFrame> deserializer() {
        return (topic, data) -> data == null ? null : decode(topic, data);
    }

    private @Nullable MetricFrame decode(String topic, byte[] data) {
        try {
            return codec.decode(data, null);
        } catch (MalformedRecordException e) {
            throw new SerializationException(topic + ": " + e.getMessage(), e);
        }
    }
}
