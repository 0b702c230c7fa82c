package io.tocsin.schemas.wire;

import io.tocsin.schemas.wire.MalformedRecordException.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Bytes to records, resolved from the schema they were written with to the one compiled in. Thread-safe. */
public final class RecordDecoder<T extends SpecificRecord> {

    private final WireFormat wire;
    private final Schema schema;
    private final SpecificData model;
    private final Class<T> type;
    private final @Nullable Deserializer<Object> named;
    private final Map<Schema, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();

    /** @param named to be used instead for what the registry's format is in, if not null */
    RecordDecoder(WireFormat wire, Class<T> type, @Nullable Deserializer<Object> named) {
        this.wire = wire;
        this.type = type;
        this.named = named;
        this.model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        wire.know(schema);
    }

    /**
     * @throws MalformedRecordException and nothing else, whatever the bytes are
     * @throws RegistryException if the registry that knows the schema does not answer
     */
    public T decode(byte[] data) throws MalformedRecordException {
        if (named != null && WireFormat.isRegistrys(data)) {
            return NamedSerdes.decode(named, data, type);
        }
        WriterSchema writer = wire.writerOf(data);
        SpecificDatumReader<T> reader = reader(writer.schema());
        int offset = writer.bodyOffset();
        BinaryDecoder body = DecoderFactory.get().binaryDecoder(data, offset, data.length - offset, null);
        T value = read(reader, body);
        int left = left(body);
        if (left > 0) {
            throw new MalformedRecordException(
                    Reason.TRAILING_BYTES, left + " bytes follow the " + schema.getName() + "'s end");
        }
        return value;
    }

    private SpecificDatumReader<T> reader(Schema writer) throws MalformedRecordException {
        SpecificDatumReader<T> known = readers.get(writer);
        if (known != null) {
            return known;
        }
        if (!writer.getType().equals(Schema.Type.RECORD)
                || !writer.getFullName().equals(schema.getFullName())) {
            throw new MalformedRecordException(
                    Reason.WRONG_SCHEMA, "expected " + schema.getFullName() + ", found " + writer.getFullName());
        }
        if (SchemaCompatibility.checkReaderWriterCompatibility(schema, writer).getType()
                != SchemaCompatibilityType.COMPATIBLE) {
            throw new MalformedRecordException(
                    Reason.WRONG_SCHEMA, "the " + schema.getName() + " was written with an incompatible schema");
        }
        SpecificDatumReader<T> reader = new SpecificDatumReader<>(writer, schema, model);
        readers.put(writer, reader);
        return reader;
    }

    private T read(SpecificDatumReader<T> reader, BinaryDecoder body) throws MalformedRecordException {
        try {
            return reader.read(null, body);
        } catch (EOFException e) {
            throw malformed(Reason.TRUNCATED, "it ends too early", e);
        } catch (SecurityException e) {
            // Avro does not trust the class: a mistake of this program, not of the record.
            throw e;
        } catch (IOException | RuntimeException e) {
            // Avro reports bad bytes by many types: of indexes, lengths, numbers, limits.
            throw malformed(Reason.CORRUPT, e.toString(), e);
        }
    }

    private int left(BinaryDecoder body) throws MalformedRecordException {
        try {
            return body.inputStream().available();
        } catch (IOException e) {
            throw malformed(Reason.CORRUPT, e.toString(), e);
        }
    }

    private MalformedRecordException malformed(Reason reason, String what, Exception cause) {
        return new MalformedRecordException(reason, "the " + schema.getName() + " cannot be read: " + what, cause);
    }
}
