package io.tocsin.standalone.demo;

import io.tocsin.schemas.avro.ActivityEvent;
import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.ticks.Ticks;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes what happens into the log, and then that the time has passed: never the other way round. */
final class DemoLog implements AutoCloseable {
    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;

    DemoLog(KafkaConfig kafka, Topics topics) {
        this.topics = topics;
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void write(WorldEvent event) {
        switch (event.record()) {
            case MigrationEvent migration -> send(topics.migrations(), event, migration);
            case ReserveSnapshot snapshot -> send(topics.reserves(), event, snapshot);
            case ActivityEvent activity -> send(topics.activity(), event, activity);
            case WorldEvent.Readings readings -> send(topics.metrics(), event, frame(event.atMillis(), readings));
            default -> throw new IllegalArgumentException("no event of the bridge: " + event.record());
        }
    }

    private static MetricFrame frame(long at, WorldEvent.Readings readings) {
        MetricFrame.Builder frame = MetricFrame.builder(at);
        new TreeMap<>(readings.values()).forEach(frame::add);
        return frame.build();
    }

    private <V> void send(Topic<String, V> topic, WorldEvent event, V value) {
        byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
        byte[] key = event.key().getBytes(StandardCharsets.UTF_8);
        // Whoever ticks waits for all of them.
        Future<RecordMetadata> _ =
                producer.send(new ProducerRecord<>(topic.name(), null, event.atMillis(), key, bytes));
    }

    /** Returns when everything written before is in the log, and the tick behind it. */
    void tick(long millis) {
        producer.flush();
        tickSoon(millis);
        producer.flush();
    }

    /** As {@link #tick}, but returns at once: each partition gets it behind what was written there before. */
    void tickSoon(long millis) {
        byte[] key = Ticks.keyBytes(millis);
        for (Topic<?, ?> topic : topics.sources()) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                Future<RecordMetadata> _ =
                        producer.send(new ProducerRecord<>(topic.name(), partition, millis, key, null, List.of()));
            }
        }
    }

    /** Returns when everything is in the log. */
    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
