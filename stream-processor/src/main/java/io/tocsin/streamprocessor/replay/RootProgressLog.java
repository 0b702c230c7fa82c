package io.tocsin.streamprocessor.replay;

import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.streamprocessor.root.RootProgress;
import io.tocsin.streamprocessor.topology.PipelineTopology;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** How far the running roots have got, read from the topic behind their state. */
final class RootProgressLog {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int FIRST_LOOK = 500;

    private RootProgressLog() {}

    /** The last committed instant of each namespace; empty where no stream-processor has run. */
    static Map<String, Long> read(KafkaConfig kafka) {
        Map<String, Object> properties = new HashMap<>(kafka.clientProperties());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A fetch that waits at the end of one partition keeps the next one waiting.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        Map<String, Long> progress = new HashMap<>();
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<PartitionInfo> partitions =
                    consumer.listTopics(TIMEOUT).getOrDefault(PipelineTopology.rootChangelog(kafka), List.of());
            for (PartitionInfo partition : partitions) {
                progress.putAll(read(consumer, new TopicPartition(partition.topic(), partition.partition())));
            }
        }
        return progress;
    }

    /** Each evaluated instant writes its cursor, so the end of the log says it; looked for in ever greater steps. */
    private static Map<String, Long> read(Consumer<String, byte[]> consumer, TopicPartition partition) {
        consumer.assign(List.of(partition));
        long begin = offset(consumer.beginningOffsets(List.of(partition), TIMEOUT), partition);
        long end = offset(consumer.endOffsets(List.of(partition), TIMEOUT), partition);
        for (long look = FIRST_LOOK; ; look *= 8) {
            long from = Math.max(begin, end - look);
            Map<String, Long> found = read(consumer, partition, from, end);
            if (from == begin) {
                return found;
            }
            // A namespace that is evaluated seldom may not be in it; one step more is cheap and finds it.
            if (!found.isEmpty() && look > FIRST_LOOK) {
                return found;
            }
        }
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition), partition::toString);
    }

    private static Map<String, Long> read(
            Consumer<String, byte[]> consumer, TopicPartition partition, long from, long end) {
        Map<String, Long> found = new HashMap<>();
        consumer.seek(partition, from);
        while (consumer.position(partition, TIMEOUT) < end) {
            for (ConsumerRecord<String, byte[]> polled : consumer.poll(POLL)) {
                if (polled.key() != null && polled.value() != null) {
                    RootProgress.of(polled.key(), polled.value())
                            .ifPresent(progress -> found.put(progress.namespace(), progress.instant()));
                }
            }
        }
        return found;
    }
}
