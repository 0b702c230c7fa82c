package io.tocsin.standalone.pipeline;

import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.frame.RecordKeys;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer and a reader of everything committed, for tests. */
final class LogClient implements AutoCloseable {

    private final KafkaConfig kafka;
    private final Topics topics;
    private final FrameCodec frames;
    private final Producer<byte[], byte[]> producer;

    LogClient(KafkaConfig kafka, Topics topics) {
        this.kafka = kafka;
        this.topics = topics;
        this.frames = new FrameCodec(topics.wire(), topics.metrics().name());
        this.producer =
                new KafkaProducer<>(kafka.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void send(MetricFrame frame) {
        String key = RecordKeys.of(frame.layout().labels(0));
        send(topics.metrics(), key.getBytes(StandardCharsets.UTF_8), frames.encode(frame), frame.timestamp());
    }

    void send(Topic<?, ?> topic, byte[] key, byte[] value, long timestamp) {
        Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(topic.name(), null, timestamp, key, value));
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        Future<RecordMetadata> _ = producer.send(record);
    }

    void flush() {
        producer.flush();
    }

    /** All committed values of a topic, partition by partition. */
    <V> List<V> values(Topic<?, V> topic) {
        List<V> values = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
            values.add(topic.valueSerde().deserializer().deserialize(topic.name(), record.value()));
        }
        return values;
    }

    /** All committed records of a topic, partition by partition. */
    List<ConsumerRecord<byte[], byte[]>> records(Topic<?, ?> topic) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put("isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                TopicPartition tp = new TopicPartition(topic.name(), partition);
                consumer.assign(List.of(tp));
                consumer.seekToBeginning(List.of(tp));
                Long end = consumer.endOffsets(List.of(tp)).get(tp);
                while (end != null && consumer.position(tp) < end) {
                    consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                }
            }
        }
        return records;
    }

    @Override
    public void close() {
        producer.close();
    }
}
