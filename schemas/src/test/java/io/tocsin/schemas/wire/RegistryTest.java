package io.tocsin.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.config.RegistryConfig;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.wire.MalformedRecordException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryTest {

    private static final String TOPIC = "tocsin.alerts";

    private RegistryStub registry;
    private WireFormat wire;
    private final AtomicLong nanos = new AtomicLong();

    RegistryTest() throws IOException {
        registry = new RegistryStub();
        wire = wire();
    }

    @BeforeEach
    void forgetCalls() {
        registry.calls.clear();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private WireFormat wire() {
        return WireFormat.of(Optional.of(new RegistryClient(registry.config(), nanos::get)));
    }

    @Test
    void shouldWriteConfluentsFormat_whenARegistryIsConfigured() throws MalformedRecordException {
        AlertTransition transition = Samples.transition("a");

        byte[] bytes = wire.encoder(AlertTransition.class).encode(TOPIC, transition);

        assertThat(bytes[0]).isZero();
        assertThat(ByteBuffer.wrap(bytes).getInt(1)).isEqualTo(1);
        assertThat(registry.calls)
                .containsExactly(
                        "GET /subjects/tocsin.alerts-value/versions/latest",
                        "POST /subjects/tocsin.alerts-value/versions");
        assertThat(wire().decoder(AlertTransition.class).decode(bytes)).isEqualTo(transition);
        assertThat(registry.calls).contains("GET /schemas/ids/1");
    }

    @Test
    void shouldAskOnce_whenTheSameSchemaIsNeededAgain() throws MalformedRecordException {
        RecordEncoder<AlertTransition> encoder = wire.encoder(AlertTransition.class);
        byte[] bytes = encoder.encode(TOPIC, Samples.transition("a"));
        int calls = registry.calls.size();

        encoder.encode(TOPIC, Samples.transition("b"));
        wire.decoder(AlertTransition.class).decode(bytes);

        assertThat(registry.calls).hasSize(calls);
    }

    @Test
    void shouldReadSingleObjectRecords_whenARegistryIsConfigured() throws MalformedRecordException {
        byte[] bytes = WireFormat.singleObject().encoder(AlertTransition.class).encode(TOPIC, Samples.transition("a"));

        assertThat(wire.decoder(AlertTransition.class).decode(bytes)).isEqualTo(Samples.transition("a"));
        assertThat(registry.calls).isEmpty();
    }

    @Test
    void shouldGiveFramesTheFastWay_whenTheRegistrysSchemaIsTheCurrentOne() throws MalformedRecordException {
        FrameCodec codec = new FrameCodec(wire, "tocsin.metrics");
        byte[] bytes = codec.encode(
                MetricFrame.builder(1).add(Labels.of("__name__", "up"), 1).build());
        FrameCodec other = new FrameCodec(wire(), "tocsin.metrics");

        MetricFrame first = other.decode(bytes, null);

        assertThat(other.decode(bytes, first.layout()).layout()).isSameAs(first.layout());
    }

    @Test
    void shouldResolveFrames_whenTheWriterKnewFewerColumns() throws Exception {
        String old = FrameCodec.SCHEMA.toString().replaceFirst(",\\{\"name\":\"metricTypes\".*$", "]}");
        int id = registry.put("tocsin.metrics-value", old);
        byte[] now = new FrameCodec(WireFormat.singleObject(), "m")
                .encode(MetricFrame.builder(1)
                        .add(Labels.of("__name__", "up"), 1, 2)
                        .build());
        int body = now.length - 10 - 5; // without the header and without five empty columns
        byte[] bytes = ByteBuffer.allocate(5 + body)
                .put((byte) 0)
                .putInt(id)
                .put(now, 10, body)
                .array();
        FrameCodec codec = new FrameCodec(wire, "tocsin.metrics");

        MetricFrame read = codec.decode(bytes, null);

        assertThat(read.layout().labels()).containsExactly(Labels.of("__name__", "up"));
        assertThat(read.timestampOf(0)).isEqualTo(2);
        assertThat(codec.decode(bytes, read.layout()).layout()).isSameAs(read.layout());
    }

    @Test
    void shouldRefuseTheRecord_whenNobodyKnowsItsId() {
        byte[] bytes = {0, 0, 0, 0, 9, 1};
        RecordDecoder<AlertTransition> decoder = wire.decoder(AlertTransition.class);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> decoder.decode(bytes))
                    .isInstanceOfSatisfying(
                            MalformedRecordException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA));
        }
        nanos.set(Duration.ofSeconds(30).toNanos() - 1);
        assertThatThrownBy(() -> decoder.decode(bytes)).isInstanceOf(MalformedRecordException.class);
        assertThat(registry.calls).hasSize(1);

        nanos.set(Duration.ofSeconds(30).toNanos());
        assertThatThrownBy(() -> decoder.decode(bytes)).isInstanceOf(MalformedRecordException.class);
        assertThat(registry.calls).hasSize(2);
    }

    @Test
    void shouldTryAgain_whenTheRegistryFailsForAMoment() {
        registry.failures = 2;

        assertThat(wire.encoder(AlertTransition.class).encode(TOPIC, Samples.transition("a"))[0])
                .isZero();
    }

    @Test
    void shouldThrowWhatMayBeTriedAgain_whenTheRegistryFailsForLong() {
        registry.failures = 3;
        RecordDecoder<AlertTransition> decoder = wire.decoder(AlertTransition.class);

        assertThatThrownBy(() -> decoder.decode(new byte[] {0, 0, 0, 0, 9, 1}))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(registry.url())
                .hasMessageContaining("does not answer");
    }

    @Test
    void shouldThrow_whenNobodyListens() {
        String url = registry.url();
        registry.close();
        WireFormat gone = WireFormat.of(Optional.of(new RegistryClient(RegistryConfig.of(url))));

        assertThatThrownBy(() -> gone.encoder(AlertTransition.class).encode(TOPIC, Samples.transition("a")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("does not answer");
    }

    @Test
    void shouldRefuseToRegister_whatCannotReadTheLatestVersion() {
        registry.put(
                "tocsin.alerts-value",
                SchemaBuilder.record("io.tocsin.schemas.avro.AlertTransition")
                        .fields()
                        .requiredInt("namespace")
                        .endRecord()
                        .toString());

        assertThatThrownBy(() -> wire.encoder(AlertTransition.class).encode(TOPIC, Samples.transition("a")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("not compatible");
        assertThat(registry.calls).noneMatch(call -> call.startsWith("POST"));
    }

    @Test
    void shouldSendCredentials_andNeverPrintThem() {
        wire.encoder(AlertTransition.class).encode(TOPIC, Samples.transition("a"));

        String credentials = RegistryStub.USER + ":" + RegistryStub.PASSWORD;
        assertThat(registry.authorization)
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        assertThat(registry.config().toString()).doesNotContain(RegistryStub.PASSWORD);
    }

    @Test
    void shouldTakeConfluentsSettings_whenNamedInAConfiguration() {
        Map<String, String> settings = Map.of(
                "schema.registry.url", registry.url() + "/",
                "basic.auth.credentials.source", "USER_INFO",
                "basic.auth.user.info", "user:p:w");
        try (AvroSerializer<AlertTransition> serializer = new AvroSerializer<>();
                AvroDeserializer<AlertTransition> deserializer = new AvroDeserializer<>()) {
            serializer.configure(settings, false);
            deserializer.configure(settings, false);

            byte[] bytes = serializer.serialize(TOPIC, Samples.transition("a"));

            assertThat(bytes).startsWith(0, 0, 0, 0, 1);
            assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(Samples.transition("a"));
            assertThat(registry.authorization)
                    .isEqualTo(
                            "Basic " + Base64.getEncoder().encodeToString("user:p:w".getBytes(StandardCharsets.UTF_8)));
            assertThatThrownBy(() -> deserializer.deserialize(TOPIC, new byte[] {0, 0, 0, 0, 9}))
                    .isInstanceOf(SerializationException.class)
                    .hasCauseInstanceOf(MalformedRecordException.class);
        }
    }

    @Test
    void shouldRegisterPlainAvro_withoutWhatOnlyJavaReads() throws MalformedRecordException {
        byte[] bytes = wire.encoder(AlertTransition.class).encode(TOPIC, Samples.transition("a"));

        assertThat(wire().writerOf(bytes).schema().toString())
                .contains("\"doc\"")
                .doesNotContain("avro.java.string");
    }
}
