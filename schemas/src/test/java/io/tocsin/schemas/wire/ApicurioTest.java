package io.tocsin.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.schemas.config.RegistryConfig;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.wire.MalformedRecordException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The registry's three calls against Apicurio's real server. It is 159 MB, so it is fetched once by
 * {@code mvn -Papicurio -pl schemas verify}; wherever it is already, these tests run by themselves.
 */
class ApicurioTest {

    private static @Nullable ApicurioServer server;

    @TempDir
    private static Path directory;

    private final WireFormat wire = wire();

    @BeforeAll
    static void start() throws Exception {
        Path archive = Path.of(System.getProperty("apicurio.archive", "absent"));
        if (!Files.exists(archive)) {
            String reason =
                    "skipped: Apicurio is not in the local repository, mvn -Papicurio -pl schemas verify brings it";
            System.out.println("ApicurioTest " + reason);
            abort(reason);
        }
        server = ApicurioServer.start(archive, directory);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static WireFormat wire() {
        return WireFormat.of(Optional.of(client()));
    }

    private static RegistryClient client() {
        return new RegistryClient(RegistryConfig.of(server == null ? "" : server.url()));
    }

    @Test
    void shouldReadElsewhere_whatWasWrittenHere() throws MalformedRecordException {
        byte[] transition = wire.encoder(AlertTransition.class).encode("tocsin.alerts", Samples.transition("a"));
        byte[] reserves = wire.encoder(ReserveSnapshot.class).encode("tocsin.reserves", Samples.reserves());

        assertThat(transition[0]).isZero();
        assertThat(wire().decoder(AlertTransition.class).decode(transition)).isEqualTo(Samples.transition("a"));
        assertThat(wire().decoder(ReserveSnapshot.class).decode(reserves)).isEqualTo(Samples.reserves());
    }

    @Test
    void shouldReadFrames_byTheRegistrysSchema() throws MalformedRecordException {
        FrameCodec there = new FrameCodec(wire(), "tocsin.metrics");
        byte[] bytes = new FrameCodec(wire, "tocsin.metrics")
                .encode(MetricFrame.builder(1)
                        .add(Labels.of("__name__", "up"), 1)
                        .build());

        MetricFrame read = there.decode(bytes, null);

        assertThat(read.layout().labels(0).metricName()).isEqualTo("up");
        assertThat(there.decode(bytes, read.layout()).layout()).isSameAs(read.layout());
    }

    @Test
    void shouldGiveTheSameIdAgain_whenAnotherProcessRegisters() {
        int here = client().register("tocsin.same-value", AlertTransition.getClassSchema());

        assertThat(client().register("tocsin.same-value", AlertTransition.getClassSchema()))
                .isEqualTo(here);
    }

    @Test
    void shouldAddAVersion_onlyIfItReadsTheLatest() {
        Schema one =
                SchemaBuilder.record("Evolving").fields().requiredString("a").endRecord();
        Schema two = SchemaBuilder.record("Evolving")
                .fields()
                .requiredString("a")
                .optionalString("b")
                .endRecord();
        Schema alien =
                SchemaBuilder.record("Evolving").fields().requiredInt("c").endRecord();
        int first = client().register("evolving-value", one);

        assertThat(client().register("evolving-value", two)).isNotEqualTo(first);
        assertThat(client().byId(first)).contains(one);
        assertThatThrownBy(() -> client().register("evolving-value", alien))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("not compatible");
    }

    @Test
    void shouldRefuseTheRecord_whenItsIdIsUnknown() {
        RecordDecoder<AlertTransition> decoder = wire.decoder(AlertTransition.class);

        assertThatThrownBy(() -> decoder.decode(new byte[] {0, 0x7f, 0, 0, 9, 1}))
                .isInstanceOfSatisfying(
                        MalformedRecordException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA));
    }
}
