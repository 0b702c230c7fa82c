package io.tocsin.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.schemas.avro.AlertState;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.wire.DeadLetters;
import io.tocsin.streamprocessor.time.SourceTopic;
import io.tocsin.streamprocessor.topology.SourceNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
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
        Poison poison = new Poison(processor.topics());
        SourceNames names = new SourceNames(processor.topics());
        long now = System.currentTimeMillis();
        int count = 0;
        for (int round = 0; count < POISONED; round++) {
            for (SourceTopic topic : SourceTopic.values()) {
                for (Poison.Dose dose : poison.doses(topic, now, round)) {
                    client.send(new ProducerRecord<>(names.name(topic), null, now, dose.key(), dose.value()));
                    sent.merge(names.name(topic) + " " + dose.reason(), 1, Integer::sum);
                    count++;
                }
            }
            heat(client, 10);
        }
    }

    private static MetricFrame frame(long at, String job, double value) {
        Labels labels = Labels.of("__name__", "heat", "job", job, "instance", "i");
        return MetricFrame.builder(at).add(labels, value).build();
    }

    private static void heat(LogClient client, double value) {
        client.send(frame(System.currentTimeMillis(), "good", value));
        client.flush();
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
