package io.tocsin.notifier.send;

import io.tocsin.schemas.avro.NotificationEntry;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic {@code notifications} by a consumer of a group of its own, read committed. */
public final class KafkaNotificationLog implements NotificationLog {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaNotificationLog.class);
    private static final int HEARTBEATS_PER_SESSION = 4;

    /** Where what cannot be read is put. */
    public interface Unreadable {
        void put(ConsumerRecord<byte[], byte[]> record, SerializationException why);
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final Topic<String, NotificationEntry> topic;
    private final Unreadable unreadable;

    /** What each assigned partition must be read to before it counts as present. */
    private final Map<TopicPartition, Long> presentAt = new HashMap<>();

    /**
     * @param admin stays the caller's
     * @param instanceId for static membership
     */
    public KafkaNotificationLog(
            KafkaConfig kafka,
            Topic<String, NotificationEntry> topic,
            Admin admin,
            String instanceId,
            Duration sessionTimeout,
            Unreadable unreadable) {
        this.topic = topic;
        this.admin = admin;
        this.unreadable = unreadable;
        this.consumer = new KafkaConsumer<>(
                settings(kafka, instanceId, sessionTimeout), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic.name()), new Reassigned());
    }

    private static Map<String, Object> settings(KafkaConfig kafka, String instanceId, Duration sessionTimeout) {
        Map<String, Object> settings = kafka.clientProperties();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, kafka.topicPrefix() + "notifier-sender");
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) sessionTimeout.toMillis());
        settings.put(
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) sessionTimeout.toMillis() / HEARTBEATS_PER_SESSION);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return settings;
    }

    private final class Reassigned implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            presentAt.keySet().removeAll(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            presentAt.keySet().removeAll(partitions);
        }
    }

    @Override
    public Batch poll(Duration atMost) {
        List<Entry> entries = new ArrayList<>();
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
                read(record, entries);
            }
        } catch (WakeupException e) {
            LOG.debug("woken up");
        }
        Set<TopicPartition> assigned = consumer.assignment();
        lookUpPresent(assigned);
        Map<Integer, Progress> progress = new HashMap<>();
        for (TopicPartition partition : assigned) {
            long next = consumer.position(partition);
            Long end = presentAt.get(partition);
            progress.put(partition.partition(), new Progress(next, end != null && next >= end));
        }
        return new Batch(entries, progress);
    }

    private void read(ConsumerRecord<byte[], byte[]> record, List<Entry> entries) {
        try {
            NotificationEntry value = topic.valueSerde().deserializer().deserialize(record.topic(), record.value());
            if (value != null) {
                entries.add(new Entry(record.partition(), record.offset(), value));
            }
        } catch (SerializationException e) {
            unreadable.put(record, e);
        }
    }

    /**
     * The end is taken with what stands in open transactions: an outcome written behind one cannot be read before it is
     * over, and must be known before anything is sent again.
     */
    private void lookUpPresent(Set<TopicPartition> assigned) {
        Map<TopicPartition, OffsetSpec> missing = assigned.stream()
                .filter(partition -> !presentAt.containsKey(partition))
                .collect(Collectors.toMap(Function.identity(), any -> OffsetSpec.latest()));
        if (missing.isEmpty()) {
            return;
        }
        try {
            admin.listOffsets(missing, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get()
                    .forEach((partition, end) -> presentAt.put(partition, end.offset()));
        } catch (ExecutionException e) {
            LOG.warn("cannot see how far the notifications go, trying again: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void commit(Map<Integer, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
        offsets.forEach((partition, offset) ->
                all.put(new TopicPartition(topic.name(), partition), new OffsetAndMetadata(offset)));
        consumer.commitAsync(all, (committed, failure) -> {
            if (failure != null) {
                LOG.warn("could not commit, the next commit will do: {}", failure.getMessage());
            }
        });
    }

    @Override
    public void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        try {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        } catch (KafkaException e) {
            LOG.debug("closing", e);
        }
    }
}
