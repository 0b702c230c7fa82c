package io.tocsin.standalone.demo;

import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics of the log as they are committed, in a thread of its own. */
final class LogWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Consumer<ConsumerRecord<byte[], byte[]>> sink;
    private final Consumer<Map<TopicPartition, Long>> reached;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Begins at the beginning.
     *
     * @param sink takes each record that has a value
     * @param reached is told the positions after each poll
     */
    LogWatch(
            KafkaConfig kafka,
            List<Topic<?, ?>> topics,
            Consumer<ConsumerRecord<byte[], byte[]>> sink,
            Consumer<Map<TopicPartition, Long>> reached) {
        this.sink = sink;
        this.reached = reached;
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partitions = topics.stream().flatMap(LogWatch::partitions).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        this.thread = Thread.ofPlatform().name("tocsin-demo-watch").daemon().start(this::read);
    }

    private static Stream<TopicPartition> partitions(Topic<?, ?> topic) {
        return IntStream.range(0, topic.partitions()).mapToObj(each -> new TopicPartition(topic.name(), each));
    }

    private void read() {
        while (!closed) {
            poll();
        }
        // However slow this thread was, nobody may miss the end.
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        while (end.entrySet().stream().anyMatch(each -> consumer.position(each.getKey()) < each.getValue())) {
            poll();
        }
        consumer.close();
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(POLL)) {
            if (polled.value() != null) {
                sink.accept(polled);
            }
        }
        Map<TopicPartition, Long> positions = new HashMap<>();
        partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
        reached.accept(positions);
    }

    /** Returns when everything has been read that was committed before, but within seconds. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
