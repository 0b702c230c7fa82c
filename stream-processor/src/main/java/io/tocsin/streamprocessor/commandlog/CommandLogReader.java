package io.tocsin.streamprocessor.commandlog;

import io.tocsin.schemas.avro.Command;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.wire.RegistryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is committed of the topic {@code commands}, every partition, in a thread of its own. Kafka may be away; then
 * it goes on trying.
 */
public final class CommandLogReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommandLogReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PAUSE_MILLIS = 1_000;
    private static final Duration CLOSE = Duration.ofSeconds(2);

    /** How far before its end a partition is read: each transaction takes an offset of its own besides its commands. */
    private static final long LOOK_BACK = 20_000;

    private final KafkaConfig kafka;
    private final Topic<String, Command> topic;
    private final CommandHistory history;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    public CommandLogReader(KafkaConfig kafka, Topic<String, Command> topic, CommandHistory history) {
        this.kafka = kafka;
        this.topic = topic;
        this.history = history;
        for (int partition = 0; partition < topic.partitions(); partition++) {
            partitions.add(new TopicPartition(topic.name(), partition));
        }
        this.thread = Thread.ofPlatform().name("tocsin-commands").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                attempt();
            } while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() {
        try (Admin admin = Admin.create(kafka.clientProperties());
                KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            history.opened(id(admin));
            Map<TopicPartition, Long> ends = seek(consumer);
            while (closed.getCount() > 0) {
                consumer.poll(POLL).forEach(this::take);
                partitions.forEach(each -> history.reached(each.partition(), consumer.position(each)));
                if (ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                    history.completed();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | KafkaException e) {
            if (closed.getCount() > 0) {
                LOG.warn("cannot read {}, trying again: {}", topic.name(), e.getMessage());
            }
        } catch (RuntimeException e) {
            LOG.error("{} could not be read, trying again. This is a bug", topic.name(), e);
        }
    }

    /** A topic that is made anew has another one. */
    private String id(Admin admin) throws InterruptedException, ExecutionException {
        return admin.describeTopics(List.of(topic.name()))
                .topicNameValues()
                .values()
                .iterator()
                .next()
                .get()
                .topicId()
                .toString();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Where the log ends before a position it has been made anew: to be opened again, not to be read on.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // Whoever waits for a command waits for this.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** @return where each partition ends just now */
    private Map<TopicPartition, Long> seek(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.beginningOffsets(partitions)
                .forEach((partition, begin) ->
                        consumer.seek(partition, Math.max(begin, ends.getOrDefault(partition, 0L) - LOOK_BACK)));
        return ends;
    }

    private void take(ConsumerRecord<byte[], byte[]> polled) {
        if (polled.value() == null) {
            return;
        }
        try {
            Command command = topic.valueSerde().deserializer().deserialize(topic.name(), polled.value());
            history.add(polled.partition(), polled.offset(), command);
        } catch (RegistryException e) {
            // No fault of the command: it is read again.
            throw e;
        } catch (SerializationException e) {
            LOG.warn(
                    "partition {} of {} has at {} what is no command: {}",
                    polled.partition(),
                    topic.name(),
                    polled.offset(),
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        closed.countDown();
        history.close();
        try {
            if (!thread.join(CLOSE)) {
                // It waits for a Kafka that is away.
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
