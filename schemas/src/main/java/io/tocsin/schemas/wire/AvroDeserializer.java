package io.tocsin.schemas.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's way to a {@link RecordDecoder}: what is malformed is a {@code SerializationException} with a
 * {@link MalformedRecordException} as its cause. Settings as in {@link AvroSerializer}; named in a client's
 * configuration it makes the compiled-in class that the writer's schema names.
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private WireFormat wire = WireFormat.singleObject();
    private final @Nullable RecordDecoder<T> decoder;
    private final Map<String, RecordDecoder<T>> byName = new ConcurrentHashMap<>();

    /** For Kafka, which calls {@link #configure} next. */
    public AvroDeserializer() {
        this.decoder = null;
    }

    AvroDeserializer(RecordDecoder<T> decoder) {
        this.decoder = decoder;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        if (decoder == null) {
            wire = WireFormat.of(RegistrySettings.client(settings));
        }
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        try {
            return (decoder == null ? named(data) : decoder).decode(data);
        } catch (MalformedRecordException e) {
            throw new SerializationException(topic + ": " + e.getMessage(), e);
        }
    }

    private RecordDecoder<T> named(byte[] data) throws MalformedRecordException {
        Schema writer = wire.writerOf(data).schema();
        RecordDecoder<T> known = byName.get(writer.getFullName());
        if (known == null) {
            known = wire.decoder(type(writer));
            byName.put(writer.getFullName(), known);
        }
        return known;
    }

    private Class<T> type(Schema writer) throws MalformedRecordException {
        Class<?> found = SpecificData.get().getClass(writer);
        if (found == null || !SpecificRecord.class.isAssignableFrom(found)) {
            throw new MalformedRecordException(
                    MalformedRecordException.Reason.WRONG_SCHEMA, "no record here is called " + writer.getFullName());
        }
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) found;
        return type;
    }
}
