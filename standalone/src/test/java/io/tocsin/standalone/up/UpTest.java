package io.tocsin.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.standalone.cli.FreePorts;
import io.tocsin.standalone.cli.PortPlan;
import io.tocsin.standalone.quality.Reactor;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as its user meets it: a process, its output, its ports, its signals. */
final class UpTest {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(10);
    private static final Path CONFIG = Reactor.ROOT.resolve("config/tocsin.yml");

    private final PortPlan ports = FreePorts.plan();

    @TempDir
    private Path directory;

    @Test
    void shouldKeepItsDataAndEndWithZero_whenSignalled() throws Exception {
        try (UpProcess up = start()) {
            awaitUp(up);
            assertThat(up.printed())
                    .contains(
                            "127.0.0.1:" + ports.kafka(),
                            directory.resolve("data").toString());
            refuseSecondOnTheSameData();
            produce();

            up.terminate();

            assertThat(up.awaitEnd(END)).isZero();
        }

        try (UpProcess again = start()) {
            awaitUp(again);
            assertThat(records()).isOne();
            again.terminate();
            assertThat(again.awaitEnd(END)).isZero();
        }
    }

    private void refuseSecondOnTheSameData() throws Exception {
        try (UpProcess second = UpProcess.start(directory, FreePorts.plan(), directory.resolve("data"), CONFIG)) {
            assertThat(second.awaitEnd(START)).isOne();
            assertThat(second.printed())
                    .startsWith("tocsin: " + directory.resolve("data").toRealPath() + " is in use by process ");
        }
    }

    @Test
    void shouldNameThePortAndItsOwner_whenItIsTaken() throws Exception {
        try (ServerSocket _ = new ServerSocket(ports.processor(), 1, InetAddress.getLoopbackAddress());
                UpProcess up = start()) {
            assertThat(up.awaitEnd(START)).isOne();
            assertThat(up.printed())
                    .startsWith("tocsin: port " + ports.processor()
                            + " of 127.0.0.1 is taken, the stream-processor needs it\n")
                    .contains("--port-base");
        }
    }

    @Test
    void shouldTellEveryMistake_whenTheConfigurationHasTwo() throws Exception {
        Path config = Files.writeString(directory.resolve("tocsin.yml"), "kafka:\n  partitions: 0\n  x: 1\n");
        try (UpProcess up = UpProcess.start(directory, ports, directory.resolve("data"), config)) {
            assertThat(up.awaitEnd(START)).isOne();
            assertThat(up.printed()).contains(config + ":2:15: kafka.partitions: ", config + ":3:3: kafka.x: ");
            assertThat(directory.resolve("data")).doesNotExist();
        }
    }

    private UpProcess start() throws Exception {
        return UpProcess.start(directory, ports, directory.resolve("data"), CONFIG);
    }

    private static void awaitUp(UpProcess up) {
        await().atMost(START)
                .failFast("it ended", () -> !up.isAlive())
                .until(() -> up.printed().contains("is up"));
    }

    private void produce() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", "127.0.0.1:" + ports.kafka());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("tocsin.operator-actions", 0, "kept", ""))
                    .get();
        }
    }

    private long records() throws Exception {
        TopicPartition partition = new TopicPartition("tocsin.operator-actions", 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + ports.kafka()))) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }
}
