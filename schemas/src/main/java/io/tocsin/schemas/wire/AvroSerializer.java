package io.tocsin.schemas.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's way to a {@link RecordEncoder}. Named in a client's configuration it takes the same settings as Confluent's:
 * {@code schema.registry.url}, {@code basic.auth.credentials.source=USER_INFO}, {@code basic.auth.user.info}; without a
 * URL it writes Avro's single-object encoding.
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    private WireFormat wire = WireFormat.singleObject();
    private final @Nullable RecordEncoder<T> encoder;
    private final Map<Class<?>, RecordEncoder<T>> byType = new ConcurrentHashMap<>();

    /** For Kafka, which calls {@link #configure} next. */
    public AvroSerializer() {
        this.encoder = null;
    }

    AvroSerializer(RecordEncoder<T> encoder) {
        this.encoder = encoder;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        if (encoder == null) {
            wire = WireFormat.of(RegistrySettings.client(settings));
        }
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        return value == null ? null : encoderOf(value).encode(topic, value);
    }

    private RecordEncoder<T> encoderOf(T value) {
        return encoder == null ? byType.computeIfAbsent(value.getClass(), this::newEncoder) : encoder;
    }

    @SuppressWarnings("unchecked")
    private RecordEncoder<T> newEncoder(Class<?> type) {
        return wire.encoder((Class<T>) type);
    }
}
