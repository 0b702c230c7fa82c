package io.tocsin.standalone.demo;

import io.tocsin.schemas.avro.ActivityEvent;
import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.ticks.Ticks;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.standalone.cli.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes what happens into the log, and then that the time has passed: never the other way round. */
final class DemoLog implements AutoCloseable {
    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failed = new AtomicReference<>();

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
        send(new ProducerRecord<>(topic.name(), null, event.atMillis(), key, bytes));
    }

    /** Whoever ticks waits for it, and learns whether it came. */
    private void send(ProducerRecord<byte[], byte[]> sent) {
        Future<RecordMetadata> _ = producer.send(sent, (_, failure) -> {
            if (failure != null) {
                failed.compareAndSet(null, failure);
            }
        });
    }

    /**
     * Returns when everything written before is in the log, and the tick behind it.
     *
     * @throws Failure if something is not, for then the story would be another one
     */
    void tick(long millis) {
        flush();
        tickSoon(millis);
        flush();
    }

    /** As {@link #tick}, but returns at once: each partition gets it behind what was written there before. */
    void tickSoon(long millis) {
        byte[] key = Ticks.keyBytes(millis);
        for (Topic<?, ?> topic : topics.sources()) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                send(new ProducerRecord<>(topic.name(), partition, millis, key, null, List.of()));
            }
        }
    }

    /**
     * Returns when everything is in the log.
     *
     * @throws Failure if something is not
     */
    void flush() {
        producer.flush();
        Exception failure = failed.get();
        if (failure != null) {
            throw new Failure(
                    "the demonstration's own Kafka does not take what happens: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
