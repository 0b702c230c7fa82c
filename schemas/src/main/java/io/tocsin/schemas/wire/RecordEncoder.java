package io.tocsin.schemas.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Records to bytes; equal records to equal bytes, as maps are written in the order of their keys. Thread-safe. */
public final class RecordEncoder<T extends SpecificRecord> {

    private final WireFormat wire;
    private final Schema schema;
    private final SortedMapWriter<T> writer;
    private final @Nullable Serializer<Object> named;

    /** @param named to be used instead, if not null */
    RecordEncoder(WireFormat wire, Class<T> type, @Nullable Serializer<Object> named) {
        SpecificData model = SpecificData.getForClass(type);
        this.wire = wire;
        this.schema = model.getSchema(type);
        this.writer = new SortedMapWriter<>(schema, model);
        this.named = named;
    }

    /**
     * @param topic names the subject under which a registry keeps the schema
     * @throws SerializationException if a field is missing or does not fit its type, or the registry is at fault
     */
    public byte[] encode(String topic, T value) {
        if (named != null) {
            return named.serialize(topic, value);
        }
        byte[] header = wire.header(topic, schema);
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        out.write(header, 0, header.length);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            writer.write(value, encoder);
        } catch (AvroRuntimeException | NullPointerException | ClassCastException | ArithmeticException e) {
            throw new SerializationException("cannot write a " + schema.getName() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }
}
