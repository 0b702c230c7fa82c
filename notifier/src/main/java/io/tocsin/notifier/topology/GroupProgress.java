package io.tocsin.notifier.topology;

import io.tocsin.schemas.config.KafkaConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a consumer group has not read yet. */
final class GroupProgress {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Admin admin;
    private final KafkaConfig kafka;
    private final String group;

    GroupProgress(Admin admin, KafkaConfig kafka, String group) {
        this.admin = admin;
        this.kafka = kafka;
        this.group = group;
    }

    /** @return the ends of all partitions, what stands in open transactions included: it was there before now */
    Map<TopicPartition, Long> ends(String topic) throws ExecutionException, InterruptedException {
        List<TopicPartitionInfo> partitions =
                admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                        .flatMap(description -> description.partitions().stream())
                        .toList();
        Map<TopicPartition, OffsetSpec> query = partitions.stream()
                .collect(Collectors.toMap(
                        info -> new TopicPartition(topic, info.partition()), any -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(query, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .all()
                .get()
                .forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }

    /** @return where each partition stands that has a record between what the group has committed and the given end */
    Map<TopicPartition, Long> unread(Map<TopicPartition, Long> ends) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> unread = new HashMap<>();
        ends.forEach((partition, end) -> {
            OffsetAndMetadata offset = committed.get(partition);
            long position = offset == null ? 0 : offset.offset();
            if (position < end) {
                unread.put(partition, position);
            }
        });
        // The marks of ended transactions take offsets too, and nobody commits beyond the last of them: look.
        return unread.isEmpty() ? unread : withRecords(unread, ends);
    }

    private Map<TopicPartition, Long> withRecords(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> unread = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            positions.forEach((partition, position) -> {
                if (hasRecord(consumer, partition, position, Objects.requireNonNull(ends.get(partition)))) {
                    unread.put(partition, position);
                }
            });
        }
        return unread;
    }

    /** @return also true while a transaction is open: nobody knows yet whether its records count */
    private static boolean hasRecord(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        List<ConsumerRecord<byte[], byte[]>> next = consumer.poll(LOOK).records(partition);
        return next.isEmpty()
                ? consumer.position(partition) < end
                : next.getFirst().offset() < end;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = kafka.clientProperties();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
