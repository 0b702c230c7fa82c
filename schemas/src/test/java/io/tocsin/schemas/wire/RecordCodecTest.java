package io.tocsin.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.schemas.wire.MalformedRecordException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

    private static final String TOPIC = "tocsin.alerts";

    private final WireFormat wire = WireFormat.singleObject();
    private final RecordEncoder<AlertTransition> encoder = wire.encoder(AlertTransition.class);
    private final RecordDecoder<AlertTransition> decoder = wire.decoder(AlertTransition.class);

    @Test
    void shouldGiveBackTheRecord_whenEncodedAndDecoded() throws MalformedRecordException {
        AlertTransition transition = Samples.transition("alertname", "instance");

        assertThat(decoder.decode(encoder.encode(TOPIC, transition))).isEqualTo(transition);
    }

    @Test
    void shouldKeepDecimalsExactly_whenEncodedAndDecoded() throws MalformedRecordException {
        byte[] bytes = wire.encoder(ReserveSnapshot.class).encode("tocsin.reserves", Samples.reserves());

        ReserveSnapshot read = wire.decoder(ReserveSnapshot.class).decode(bytes);

        assertThat(read).isEqualTo(Samples.reserves());
        assertThat(read.getSupply()).isEqualByComparingTo("1000000.000001");
        assertThat(read.getCustody().getFirst().getBalance()).isEqualByComparingTo("999999.5");
    }

    @Test
    void shouldWriteTheSameBytes_whateverTheOrderOfAMap() throws MalformedRecordException {
        byte[] one = encoder.encode(TOPIC, Samples.transition("a", "b", "c"));
        byte[] other = encoder.encode(TOPIC, Samples.transition("c", "b", "a"));

        assertThat(other).isEqualTo(one);
        assertThat(encoder.encode(TOPIC, decoder.decode(one))).isEqualTo(one);
    }

    @Test
    void shouldBeAvrosSingleObjectEncoding_whenReadByAvroItself() throws Exception {
        byte[] bytes = encoder.encode(TOPIC, Samples.transition("a"));

        assertThat(AlertTransition.getDecoder().decode(bytes)).isEqualTo(Samples.transition("a"));
        assertThat(ByteBuffer.wrap(bytes).getShort()).isEqualTo((short) 0xc301);
        assertThat(Long.reverseBytes(ByteBuffer.wrap(bytes).getLong(2)))
                .isEqualTo(SchemaNormalization.parsingFingerprint64(AlertTransition.getClassSchema()));
    }

    @Test
    void shouldSayWhy_whenTheBytesAreNoSuchRecord() {
        byte[] good = encoder.encode(TOPIC, Samples.transition("a"));
        byte[] reserves = wire.encoder(ReserveSnapshot.class).encode("tocsin.reserves", Samples.reserves());
        byte[] unknown = good.clone();
        unknown[4] ^= 1;

        assertThat(refusal(new byte[0]).reason()).isEqualTo(Reason.EMPTY);
        assertThat(refusal(new byte[] {'{', '}'}).reason()).isEqualTo(Reason.UNKNOWN_FORMAT);
        assertThat(refusal(new byte[] {(byte) 0xc3}).reason()).isEqualTo(Reason.UNKNOWN_FORMAT);
        assertThat(refusal(new byte[] {(byte) 0xc3, 1, 0}).reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(refusal(new byte[] {0, 0, 0}).reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(refusal(new byte[] {0, 0, 0, 0, 1, 5})).satisfies(e -> {
            assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
            assertThat(e).hasMessageContaining("kafka.schema_registry");
        });
        assertThat(refusal(unknown).reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
        assertThat(refusal(reserves)).satisfies(e -> {
            assertThat(e.reason()).isEqualTo(Reason.WRONG_SCHEMA);
            assertThat(e)
                    .hasMessage("expected io.tocsin.schemas.avro.AlertTransition, found"
                            + " io.tocsin.schemas.avro.ReserveSnapshot");
        });
        assertThat(refusal(Arrays.copyOf(good, good.length + 1)).reason()).isEqualTo(Reason.TRAILING_BYTES);
        assertThat(refusal(Arrays.copyOf(good, good.length - 1)).reason()).isIn(Reason.TRUNCATED, Reason.CORRUPT);
    }

    @Test
    void shouldReadOlderRecords_whenTheirWriterKnewFewerFields() throws Exception {
        Schema old = SchemaBuilder.record(MigrationEvent.getClassSchema().getFullName())
                .fields()
                .requiredString("eventId")
                .requiredString("migrationId")
                .requiredString("subject")
                .requiredLong("timestamp")
                .name("type")
                .type(SchemaBuilder.enumeration("io.tocsin.schemas.avro.MigrationEventType")
                        .symbols("STARTED", "TELEPORTED"))
                .noDefault()
                .requiredString("forgotten")
                .endRecord();
        wire.know(old);
        GenericRecord event = new GenericData.Record(old);
        event.put("eventId", "e");
        event.put("migrationId", "m");
        event.put("subject", "s");
        event.put("timestamp", 5L);
        event.put("type", new GenericData.EnumSymbol(old.getField("type").schema(), "TELEPORTED"));
        event.put("forgotten", "x");

        MigrationEvent read = wire.decoder(MigrationEvent.class).decode(bytes(old, event));

        assertThat(read.getMigrationId()).isEqualTo("m");
        assertThat(read.getType()).hasToString("UNKNOWN");
        assertThat(read.getAmount()).isNull();
        assertThat(read.getAttributes()).isEmpty();
    }

    @Test
    void shouldRefuse_whenTheWritersSchemaCannotBeRead() throws Exception {
        Schema alien = SchemaBuilder.record(MigrationEvent.getClassSchema().getFullName())
                .fields()
                .requiredString("eventId")
                .endRecord();
        wire.know(alien);
        GenericRecord event = new GenericData.Record(alien);
        event.put("eventId", "e");
        byte[] data = bytes(alien, event);
        RecordDecoder<MigrationEvent> events = wire.decoder(MigrationEvent.class);

        assertThatThrownBy(() -> events.decode(data))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("incompatible");
    }

    @Test
    void shouldSpeakKafkasInterfaces_whenUsedAsASerde() {
        Serde<AlertTransition> serde = wire.serde(AlertTransition.class);
        AlertTransition transition = Samples.transition("a");

        assertThat(serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, transition)))
                .isEqualTo(transition);
        assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
        assertThat(serde.deserializer().deserialize(TOPIC, null)).isNull();
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, new byte[] {1}))
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith("tocsin.alerts: ")
                .hasCauseInstanceOf(MalformedRecordException.class);
    }

    @Test
    void shouldFindTheTypeByItsName_whenNamedInAConfiguration() {
        try (AvroSerializer<AlertTransition> serializer = new AvroSerializer<>();
                AvroDeserializer<AlertTransition> deserializer = new AvroDeserializer<>()) {
            serializer.configure(Map.of(), false);
            deserializer.configure(Map.of(), false);

            assertThat(deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, Samples.transition("a"))))
                    .isEqualTo(Samples.transition("a"));
        }
    }

    @Test
    void shouldFailWithATypedError_whenARecordCannotBeWritten() {
        ReserveSnapshot reserves = Samples.reserves();
        reserves.put("supply", null);

        assertThatThrownBy(() -> wire.encoder(ReserveSnapshot.class).encode("tocsin.reserves", reserves))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("ReserveSnapshot");
    }

    private MalformedRecordException refusal(byte[] data) {
        return catchThrowableOfType(MalformedRecordException.class, () -> decoder.decode(data));
    }

    private byte[] bytes(Schema schema, GenericRecord record) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(wire.header(TOPIC, schema));
        new GenericDatumWriter<GenericRecord>(schema)
                .write(record, EncoderFactory.get().directBinaryEncoder(out, null));
        return out.toByteArray();
    }
}
