package io.tocsin.schemas.wire;

import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.wire.MalformedRecordException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * What stands in front of every Avro body. Written: with a schema registry Confluent's wire format (0, then the schema's
 * id in 4 bytes, big-endian), else Avro's single-object encoding (C3 01, then the schema's CRC-64 fingerprint in 8 bytes,
 * little-endian). Read: either, by the first byte. Thread-safe.
 */
public final class WireFormat {

    private static final int REGISTRY_HEADER = 5;
    private static final int SINGLE_OBJECT_HEADER = 10;
    private static final byte REGISTRY_MAGIC = 0;
    private static final byte SINGLE_OBJECT_MAGIC_1 = (byte) 0xc3;
    private static final byte SINGLE_OBJECT_MAGIC_2 = 1;

    static {
        TrustedClasses.register();
    }

    private final @Nullable RegistryClient registry;
    private final NamedSerdes named;
    private final Map<Schema, byte[]> singleObjectHeaders = new ConcurrentHashMap<>();
    private final Map<Long, Schema> ownSchemas = new ConcurrentHashMap<>();

    private WireFormat(@Nullable RegistryClient registry, NamedSerdes named) {
        this.registry = registry;
        this.named = named;
    }

    /** Against the schemas compiled in. */
    public static WireFormat singleObject() {
        return new WireFormat(null, NamedSerdes.none());
    }

    /**
     * As the configuration has it: with a registry if it names one, and with somebody else's serializers if it names
     * these. Frames are always ours, and so are records in the single-object encoding.
     *
     * @throws org.apache.kafka.common.config.ConfigException if a class that is named is not there
     */
    public static WireFormat of(KafkaConfig config) {
        return new WireFormat(config.registry().map(RegistryClient::new).orElse(null), NamedSerdes.of(config));
    }

    static WireFormat of(Optional<RegistryClient> registry) {
        return new WireFormat(registry.orElse(null), NamedSerdes.none());
    }

    /**
     * What to write in front of a body; not to be changed.
     *
     * @throws RegistryException if a registry is used and did not accept the schema
     */
    public byte[] header(String topic, Schema schema) {
        if (registry == null) {
            return singleObjectHeaders.computeIfAbsent(schema, WireFormat::singleObjectHeader);
        }
        int id = registry.register(topic + "-value", schema);
        return ByteBuffer.allocate(REGISTRY_HEADER)
                .put(REGISTRY_MAGIC)
                .putInt(id)
                .array();
    }

    private static byte[] singleObjectHeader(Schema schema) {
        return ByteBuffer.allocate(SINGLE_OBJECT_HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(SINGLE_OBJECT_MAGIC_1)
                .put(SINGLE_OBJECT_MAGIC_2)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
    }

    /** Makes a schema known to the reader of single-object records, besides those compiled in. */
    void know(Schema schema) {
        ownSchemas.putIfAbsent(SchemaNormalization.parsingFingerprint64(schema), schema);
    }

    /**
     * Reads the front of a record.
     *
     * @throws RegistryException if the registry that knows the schema does not answer
     */
    public WriterSchema writerOf(byte[] data) throws MalformedRecordException {
        if (data.length == 0) {
            throw new MalformedRecordException(Reason.EMPTY, "the record has no bytes");
        }
        if (isRegistrys(data)) {
            return new WriterSchema(byId(data), REGISTRY_HEADER);
        }
        if (data[0] == SINGLE_OBJECT_MAGIC_1 && data.length > 1 && data[1] == SINGLE_OBJECT_MAGIC_2) {
            return new WriterSchema(byFingerprint(data), SINGLE_OBJECT_HEADER);
        }
        throw new MalformedRecordException(
                Reason.UNKNOWN_FORMAT,
                String.format("the record begins with 0x%02x; expected 0x00 or 0xc301", data[0] & 0xff));
    }

    static boolean isRegistrys(byte[] data) {
        return data.length > 0 && data[0] == REGISTRY_MAGIC;
    }

    private Schema byId(byte[] data) throws MalformedRecordException {
        requireHeader(data, REGISTRY_HEADER);
        int id = ByteBuffer.wrap(data).getInt(1);
        if (registry == null) {
            throw new MalformedRecordException(
                    Reason.UNKNOWN_SCHEMA,
                    "the record names schema " + id + " of a registry, but kafka.schema_registry is not configured");
        }
        return registry.byId(id)
                .orElseThrow(() -> new MalformedRecordException(
                        Reason.UNKNOWN_SCHEMA, "the schema registry knows no schema " + id));
    }

    private Schema byFingerprint(byte[] data) throws MalformedRecordException {
        requireHeader(data, SINGLE_OBJECT_HEADER);
        long fingerprint = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        Schema schema = ownSchemas.get(fingerprint);
        if (schema == null) {
            schema = CompiledSchemas.instance().byFingerprint(fingerprint);
        }
        if (schema == null) {
            throw new MalformedRecordException(
                    Reason.UNKNOWN_SCHEMA,
                    String.format(
                            "no schema known here has the fingerprint %016x; written by a newer version?",
                            fingerprint));
        }
        return schema;
    }

    private static void requireHeader(byte[] data, int length) throws MalformedRecordException {
        if (data.length < length) {
            throw new MalformedRecordException(
                    Reason.TRUNCATED, "the record ends after " + data.length + " bytes, within its schema's name");
        }
    }

    public <T extends SpecificRecord> RecordEncoder<T> encoder(Class<T> type) {
        return new RecordEncoder<>(this, type, named.serializer());
    }

    public <T extends SpecificRecord> RecordDecoder<T> decoder(Class<T> type) {
        return new RecordDecoder<>(this, type, named.deserializer());
    }

    /** For Kafka's clients; the deserializer throws {@code SerializationException} for what is malformed. */
    public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        return Serdes.serdeFrom(new AvroSerializer<>(encoder(type)), new AvroDeserializer<>(decoder(type)));
    }
}
