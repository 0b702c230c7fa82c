package io.tocsin.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.Command;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.standalone.kafka.EmbeddedKafka;
import io.tocsin.standalone.pipeline.ProcessorChild.Start;
import io.tocsin.streamprocessor.StreamProcessorService;
import io.tocsin.streamprocessor.determinism.Course;
import io.tocsin.streamprocessor.determinism.EventGenerator;
import io.tocsin.streamprocessor.determinism.GeneratedLog;
import io.tocsin.streamprocessor.determinism.Simulation;
import io.tocsin.streamprocessor.determinism.Simulation.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a real broker the topology gives what the plain core gives, byte for byte, on several instances as well, and when
 * it is killed hard under load. {@code -Dexactly.once.kills=N} kills N times.
 */
class ExactlyOnceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long SPAN = 240_000;
    private static final int KILLS = Integer.getInteger("exactly.once.kills", 3);
    private static final long SEED = Long.getLong("exactly.once.seed", 11);

    @TempDir
    Path directory;

    private EmbeddedKafka broker;
    private KafkaConfig kafka;
    private Topics topics;
    private LogClient client;
    private GeneratedLogOnKafka writer;
    private Map<String, List<String>> expected;
    private Map<String, List<String>> expectedCommands;

    @BeforeEach
    void start() {
        // The generated log is years old: the brokers must not clean it up while the test runs.
        Map<String, String> noCleaning = Map.of("log.initial.task.delay.ms", "86400000");
        broker = EmbeddedKafka.start(directory.resolve("kafka"), noCleaning);
        kafka = KafkaConfig.local(broker.bootstrapServers());
        topics = new Topics(kafka, WireFormat.of(kafka));
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            TopicSetup.ensure(admin, topics);
        }
        client = new LogClient(kafka, topics);
        GeneratedLog log = GeneratedLog.of(EventGenerator.events(SEED, SPAN), kafka.partitions(), SPAN, 2_000, SEED);
        Outcome outcome = Simulation.run(log, Course.calm());
        assertThat(outcome.alerts()).hasSizeGreaterThan(100);
        expected = GeneratedLogOnKafka.byKey(outcome.transitions(), outcome.alerts(), AlertTransition::getFingerprint);
        expectedCommands = GeneratedLogOnKafka.byKey(outcome.commands(), outcome.commandBytes(), Command::getTarget);
        assertThat(outcome.commands()).hasSizeGreaterThan(10);
        writer = new GeneratedLogOnKafka(log, topics, client);
    }

    @AfterEach
    void stop() {
        client.close();
        broker.close();
    }

    private Map<String, List<String>> alerts() {
        return GeneratedLogOnKafka.byKey(client, topics.alerts());
    }

    private Map<String, List<String>> commands() {
        return GeneratedLogOnKafka.byKey(client, topics.commands());
    }

    /** Commands are committed with the alerts. */
    private void assertSameAsThePlainCore() {
        assertThat(alerts()).isEqualTo(expected);
        assertThat(commands()).isEqualTo(expectedCommands);
    }

    private int count() {
        return size(alerts()) + size(commands());
    }

    private int expectedCount() {
        return size(expected) + size(expectedCommands);
    }

    private static int size(Map<String, List<String>> records) {
        return records.values().stream().mapToInt(List::size).sum();
    }

    @Test
    void shouldGiveWhatThePlainCoreGives_onTwoInstances() {
        writer.write(0, 1, 2);
        try (StreamProcessorService _ = ProcessorChild.open(kafka, new Start(directory.resolve("one"), "one", 0))) {
            await().atMost(PATIENCE).until(() -> count() > 10);
            try (StreamProcessorService _ = ProcessorChild.open(kafka, new Start(directory.resolve("two"), "two", 0))) {
                writer.write(1, 2, 2);
                await().atMost(PATIENCE).until(() -> count() >= expectedCount());
            }
        }

        assertSameAsThePlainCore();
    }

    @Test
    void shouldGiveWhatThePlainCoreGives_whenOneOfTwoWithStandbysIsKilledHard()
            throws IOException, InterruptedException {
        File output = Path.of("target", "standby-child.log").toFile();
        writer.write(0, 1, 2);
        Process one = ProcessorChild.start(kafka, new Start(directory.resolve("one"), "one", 1), output);
        try (StreamProcessorService two = ProcessorChild.open(kafka, new Start(directory.resolve("two"), "two", 1))) {
            await().atMost(PATIENCE).until(() -> count() > 10);
            one.destroyForcibly().waitFor();
            writer.write(1, 2, 2);
            await().atMost(PATIENCE).until(() -> count() >= expectedCount());
            assertThat(two.status().partitions()).isEqualTo(kafka.partitions());
        } finally {
            one.destroyForcibly().waitFor();
        }

        assertSameAsThePlainCore();
    }

    @Test
    void shouldGiveWhatThePlainCoreGives_whenItIsKilledHardUnderLoad() throws IOException, InterruptedException {
        // Kept after the test: what the killed processes had to say.
        File output = Path.of("target", "exactly-once-child.log").toFile();
        int parts = KILLS + 1;
        for (int part = 0; part < parts; part++) {
            int before = count();
            writer.write(part, part + 1, parts);
            Process child = ProcessorChild.start(kafka, new Start(directory.resolve("state"), "child", 0), output);
            try {
                if (part < KILLS) {
                    await().atMost(PATIENCE).until(() -> count() > before);
                } else {
                    await().atMost(PATIENCE).until(() -> count() >= expectedCount());
                }
            } finally {
                child.destroyForcibly().waitFor();
            }
        }

        assertSameAsThePlainCore();
    }
}
