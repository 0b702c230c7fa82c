package io.tocsin.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.schemas.avro.AlertState;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.TransitionReason;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.wire.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand records that cannot be used, among good ones: each is in the dead letters, and the alert fires. */
class PoisonTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int POISONED = 10_000;
    private static final String RULES = """
        groups:
          - name: g
            interval: 1s
            rules:
              - alert: Hot
                expr: heat > 50
        """;

    @TempDir
    Path directory;

    private final Random random = new Random(4);
    private final Map<String, Integer> sent = new TreeMap<>();

    @Test
    void shouldGoOn_andKeepEveryPoisonedRecordWithItsReason() {
        try (RunningProcessor processor = new RunningProcessor(directory);
                LogClient client = new LogClient(processor.kafka(), processor.topics())) {
            await().atMost(PATIENCE)
                    .until(() -> processor.service().status().ready()
                            && processor.service().status().partitions() == 4);
            processor.service().rules().apply("default", "test", RULES, Optional.empty());
            poison(processor, client);
            client.flush();

            await().atMost(PATIENCE).until(() -> {
                heat(client, 100);
                return fired(processor, client);
            });
            await().atMost(PATIENCE)
                    .until(() ->
                            client.records(processor.topics().deadLetters()).size() >= POISONED);

            assertThat(byTopicAndReason(client, processor)).isEqualTo(sent);
        }
    }

    private static boolean fired(RunningProcessor processor, LogClient client) {
        return client.values(processor.topics().alerts()).stream()
                .map(AlertTransition::getState)
                .anyMatch(AlertState.FIRING::equals);
    }

    private void poison(RunningProcessor processor, LogClient client) {
        long now = System.currentTimeMillis();
        List<Topic<?, ?>> sources = processor.topics().sources();
        FrameCodec codec = new FrameCodec(
                processor.topics().wire(), processor.topics().metrics().name());
        byte[] wrongSchema =
                processor.topics().wire().encoder(AlertTransition.class).encode("alerts", transition());
        for (int i = 0; i < POISONED; i++) {
            Topic<?, ?> topic = sources.get(i % sources.size());
            boolean metrics = topic.name().equals(processor.topics().metrics().name());
            byte[] key = bytes("k" + i);
            switch (i / sources.size() % 5) {
                case 0 -> send(client, topic, key, random(), "malformed");
                case 1 -> send(client, topic, key, wrongSchema, "malformed");
                case 2 -> {
                    String reason = metrics ? "wrong-key" : "malformed";
                    send(client, topic, key, metrics ? codec.encode(frame(now, "j", 1)) : random(), reason);
                }
                case 3 -> {
                    long old = now - 4_000_000;
                    String reason = metrics ? "too-late" : "malformed";
                    send(client, topic, bytes("j/i"), metrics ? codec.encode(frame(old, "j", 1)) : random(), reason);
                }
                default -> {
                    long ahead = now + 3_600_000 + i * 1_000L;
                    String reason = metrics ? "from-the-future" : "malformed";
                    send(client, topic, bytes("j/i"), metrics ? codec.encode(frame(ahead, "j", 1)) : random(), reason);
                }
            }
            if (i % 100 == 0) {
                heat(client, 10);
            }
        }
    }

    private void send(LogClient client, Topic<?, ?> topic, byte[] key, byte[] value, String reason) {
        client.send(topic, key, value, System.currentTimeMillis());
        sent.merge(topic.name() + " " + reason, 1, Integer::sum);
    }

    private byte[] random() {
        byte[] bytes = new byte[1 + random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MetricFrame frame(long at, String job, double value) {
        Labels labels = Labels.of("__name__", "heat", "job", job, "instance", "i");
        return MetricFrame.builder(at).add(labels, value).build();
    }

    private static void heat(LogClient client, double value) {
        client.send(frame(System.currentTimeMillis(), "good", value));
        client.flush();
    }

    private static AlertTransition transition() {
        return AlertTransition.newBuilder()
                .setNamespace("n")
                .setGroup("g")
                .setRule("r")
                .setLabels(Map.of())
                .setFingerprint("f")
                .setEpisode("e")
                .setState(AlertState.FIRING)
                .setPreviousState(AlertState.PENDING)
                .setReason(TransitionReason.FOR_ELAPSED)
                .setAt(0)
                .setActiveAt(0)
                .setValue(0)
                .setExpr("x")
                .setVersion("v")
                .build();
    }

    private static Map<String, Integer> byTopicAndReason(LogClient client, RunningProcessor processor) {
        Map<String, Integer> counts = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record :
                client.records(processor.topics().deadLetters())) {
            String topic = text(record, DeadLetters.TOPIC);
            counts.merge(topic + " " + text(record, DeadLetters.REASON), 1, Integer::sum);
        }
        return counts;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
        Header found = record.headers().lastHeader(header);
        return found == null ? "" : new String(found.value(), StandardCharsets.UTF_8);
    }
}
