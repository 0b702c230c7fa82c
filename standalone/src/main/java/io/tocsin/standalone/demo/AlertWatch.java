package io.tocsin.standalone.demo;

import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the alerts of the log as they are committed. */
final class AlertWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Topic<String, AlertTransition> topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean closed;

    AlertWatch(KafkaConfig kafka, Topic<String, AlertTransition> topic, Consumer<AlertTransition> sink) {
        this.topic = topic;
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        this.thread = Thread.ofPlatform().name("tocsin-demo-alerts").daemon().start(() -> read(sink));
    }

    private void read(Consumer<AlertTransition> sink) {
        while (!closed) {
            for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(POLL)) {
                if (polled.value() != null) {
                    sink.accept(topic.valueSerde().deserializer().deserialize(topic.name(), polled.value()));
                }
            }
        }
        consumer.close();
    }

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
