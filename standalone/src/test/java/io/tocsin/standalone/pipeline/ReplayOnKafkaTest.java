package io.tocsin.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.standalone.Tocsin;
import io.tocsin.standalone.cli.Output;
import io.tocsin.standalone.kafka.EmbeddedKafka;
import io.tocsin.streamprocessor.StreamProcessorService;
import io.tocsin.streamprocessor.determinism.Course;
import io.tocsin.streamprocessor.determinism.EventGenerator;
import io.tocsin.streamprocessor.determinism.GeneratedLog;
import io.tocsin.streamprocessor.determinism.Simulation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code replay} over a log that a real stream-processor has evaluated. */
class ReplayOnKafkaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long SPAN = 240_000;
    private static final long SEED = 11;
    private static final Map<String, String> NO_CLEANING = Map.of("log.initial.task.delay.ms", "86400000");
    private static final String OTHER_RULES = """
        groups:
          - name: alerts
            rules:
              - alert: HighLoad
                expr: load > 125
        """;

    @TempDir
    Path directory;

    private record Run(int exit, String out) {}

    @Test
    void shouldBeTheIncidentItself() throws Exception {
        Path config = Files.writeString(directory.resolve("tocsin.yml"), "evaluation_interval: 5s\n");
        try (EmbeddedKafka broker = EmbeddedKafka.start(directory.resolve("data/kafka"), NO_CLEANING)) {
            KafkaConfig kafka = KafkaConfig.local(broker.bootstrapServers());
            Topics topics = new Topics(kafka, WireFormat.of(kafka));
            record(kafka, topics);
            Map<TopicPartition, Long> before = ends(kafka, topics);
            String[] running = {"--kafka", kafka.bootstrapServers(), "--config", config.toString()};

            Run whole = replay(0, SPAN, running);
            assertThat(whole.out).contains("\nequal: ", "HighLoad", "JobLoad", "SHED_LOAD", " commands, as recorded");
            assertThat(whole.exit).isEqualTo(0);
            assertThat(replay(101_000, 165_000, running).exit).isEqualTo(0);
            Run empty = replay(1_001, 1_002, running);
            assertThat(empty.out).contains("nothing to compare");
            assertThat(empty.exit).isEqualTo(4);
            assertThat(replay(100_000, SPAN + 1, running).out).contains("not comparable: the log ends at");
            Run other = replayRules(config, kafka.bootstrapServers());
            assertThat(other.exit).isEqualTo(4);
            assertThat(other.out)
                    .contains("the log evaluated other rules: group \"alerts\"")
                    .contains("HighLoad");

            assertThat(ends(kafka, topics)).as("writes nothing").isEqualTo(before);

            forge(kafka, topics);
            Run forged = replay(0, SPAN, running);
            assertThat(forged.exit).isEqualTo(3);
            assertThat(forged.out)
                    .contains("different: 1 difference\n")
                    .contains("Forged firing")
                    .contains("recorded, not replayed");
        }

        Run opened =
                replay(SPAN / 2, SPAN, "--data", directory.resolve("data").toString(), "--config", config.toString());
        assertThat(opened.out).contains("\nequal: ");
    }

    private void record(KafkaConfig kafka, Topics topics) {
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            TopicSetup.ensure(admin, topics);
        }
        GeneratedLog log = GeneratedLog.of(EventGenerator.events(SEED, SPAN), kafka.partitions(), SPAN, 2_000, SEED);
        Simulation.Outcome expected = Simulation.run(log, Course.calm());
        try (LogClient client = new LogClient(kafka, topics)) {
            new GeneratedLogOnKafka(log, topics, client).write(0, 1, 1);
            try (StreamProcessorService _ =
                    ProcessorChild.open(kafka, new ProcessorChild.Start(directory.resolve("state"), "one", 0))) {
                await().atMost(PATIENCE)
                        .until(() -> client.records(topics.alerts()).size()
                                        >= expected.alerts().size()
                                && client.records(topics.commands()).size()
                                        >= expected.commands().size());
            }
        }
    }

    private static Map<TopicPartition, Long> ends(KafkaConfig kafka, Topics topics) throws Exception {
        Map<TopicPartition, Long> ends = new HashMap<>();
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            for (Topic<?, ?> topic : topics.all()) {
                for (int partition = 0; partition < topic.partitions(); partition++) {
                    wanted.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
                }
            }
            admin.listOffsets(wanted).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        }
        return ends;
    }

    /** A transition that nothing in the log accounts for. */
    private static void forge(KafkaConfig kafka, Topics topics) {
        try (LogClient client = new LogClient(kafka, topics)) {
            AlertTransition some = client.values(topics.alerts()).stream()
                    .filter(transition -> transition.getState().name().equals("FIRING"))
                    .findFirst()
                    .orElseThrow();
            AlertTransition forged =
                    AlertTransition.newBuilder(some).setRule("Forged").build();
            byte[] value = topics.alerts()
                    .valueSerde()
                    .serializer()
                    .serialize(topics.alerts().name(), forged);
            client.send(topics.alerts(), "forged".getBytes(StandardCharsets.UTF_8), value, forged.getAt());
            client.flush();
        }
    }

    private Run replayRules(Path config, String servers) throws Exception {
        Path rules = Files.writeString(directory.resolve("other.yml"), OTHER_RULES);
        return replay(0, SPAN, "--kafka", servers, "--config", config.toString(), "--rules", rules.toString());
    }

    private static Run replay(long from, long to, String... options) {
        List<String> arguments = new ArrayList<>(List.of("replay", "--from", time(from), "--to", time(to)));
        arguments.addAll(List.of(options));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int exit = Tocsin.run(new Output(stream, stream), arguments.toArray(String[]::new));
        return new Run(exit, printed.toString(StandardCharsets.UTF_8));
    }

    private static String time(long sinceStart) {
        return Instant.ofEpochMilli(EventGenerator.START + sinceStart).toString();
    }
}
