package io.tocsin.standalone.bench;

import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.MigrationEventType;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Migrations straight into the log, as a producer with our library sends them. */
final class MigrationSending implements AutoCloseable {
    /** Of each migration. */
    static final int EVENTS = 3;

    private static final String[] PATHS = {"fresh_start", "migration_bridge", "legacy_hold"};
    private static final String[] COHORTS = {"alpha", "beta", "limited"};

    private final Topic<String, MigrationEvent> topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final String run = Long.toString(System.nanoTime(), Character.MAX_RADIX);
    private final int underWay;
    private long started;
    private long ended;
    private long slowestNanos;

    /** @param underWay how many are on their way at a time */
    MigrationSending(Product product, int underWay) {
        this.underWay = underWay;
        KafkaConfig kafka = KafkaConfig.local(product.bootstrapServers());
        this.topic = new Topics(kafka, WireFormat.of(kafka)).migrations();
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Starts so many migrations, and ends as many of those that were started first. */
    void send(int migrations, long atMillis) {
        for (int i = 0; i < migrations; i++) {
            event(started, MigrationEventType.STARTED, atMillis, false);
            event(started, MigrationEventType.PATH_SELECTED, atMillis, true);
            started++;
            if (started - ended > underWay) {
                end(atMillis);
            }
        }
    }

    private void end(long atMillis) {
        event(ended, ended % 10 == 0 ? MigrationEventType.FAILED : MigrationEventType.COMPLETED, atMillis, true);
        ended++;
    }

    private void event(long number, MigrationEventType type, long at, boolean withPath) {
        String id = run + "-" + number;
        MigrationEvent event = MigrationEvent.newBuilder()
                .setEventId(id + "-" + type)
                .setMigrationId(id)
                .setSubject("user-" + number % 100_000)
                .setTimestamp(at)
                .setType(type)
                .setPath(withPath ? PATHS[(int) (number % PATHS.length)] : null)
                .setCohort(COHORTS[(int) (number / PATHS.length % COHORTS.length)])
                .setReason(type == MigrationEventType.FAILED ? "timeout" : null)
                .build();
        byte[] value = topic.valueSerde().serializer().serialize(topic.name(), event);
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(topic.name(), null, at, key, value), (_, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    /** How far behind its pace the sender is: it must not be what is measured. */
    void late(long nanos) {
        slowestNanos = Math.max(slowestNanos, nanos);
    }

    String slowest() {
        return Figures.seconds(Duration.ofNanos(slowestNanos)) + " behind its pace";
    }

    /** How many migrations have ended. */
    long finished() {
        return ended;
    }

    /** Ends those under way, and returns when everything sent is in the log. */
    void finish(long atMillis) {
        while (ended < started) {
            end(atMillis);
        }
        producer.flush();
        Exception e = failure.get();
        if (e != null) {
            throw new IllegalStateException("not everything could be sent", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
