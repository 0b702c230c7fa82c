package io.tocsin.collector.publish;

import io.tocsin.schemas.config.KafkaConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Frames as records of one topic: idempotent, acknowledged by all replicas in sync, lz4. The partition is that of
 * Kafka's default partitioner for the key (murmur2), so one key is one partition for everybody who writes.
 */
public final class KafkaFramePublisher implements FramePublisher {

    private static final Duration PROBE = Duration.ofSeconds(2);
    private static final Duration FLUSH = Duration.ofSeconds(5);
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;
    private final String topic;

    private KafkaFramePublisher(KafkaProducer<byte[], byte[]> producer, Admin admin, String topic) {
        this.producer = producer;
        this.admin = admin;
        this.topic = topic;
    }

    /** Does not connect: Kafka may come later. */
    public static KafkaFramePublisher open(KafkaConfig kafka, PublisherSettings settings, String topic) {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                producerProperties(kafka, settings), new ByteArraySerializer(), new ByteArraySerializer());
        Map<String, Object> adminProperties = kafka.clientProperties();
        adminProperties.put("client.id", "tocsin-collector-health");
        adminProperties.put("metric.reporters", "");
        return new KafkaFramePublisher(producer, Admin.create(adminProperties), topic);
    }

    static Map<String, Object> producerProperties(KafkaConfig kafka, PublisherSettings settings) {
        long linger = settings.linger().toMillis();
        long delivery = settings.deliveryTimeout().toMillis();
        // The producer insists on delivery ≥ linger + request.
        long request = Math.max(1, Math.min(LONGEST_REQUEST.toMillis(), delivery - linger));
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "tocsin-collector");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, linger);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, settings.batchBytes());
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, settings.memoryBytes());
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, settings.maxBlock().toMillis());
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) request);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) Math.max(delivery, linger + request));
        properties.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        return properties;
    }

    /** The same connection to another topic; it is closed with this one, and closing it by itself does nothing. */
    public FramePublisher to(String other) {
        return new FramePublisher() {
            @Override
            public CompletableFuture<Void> publish(byte[] key, long timestampMillis, byte[] value) {
                return send(other, key, timestampMillis, value);
            }

            @Override
            public boolean reachable() {
                return KafkaFramePublisher.this.reachable();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public CompletableFuture<Void> publish(byte[] key, long timestampMillis, byte[] value) {
        return send(topic, key, timestampMillis, value);
    }

    private CompletableFuture<Void> send(String to, byte[] key, long timestampMillis, byte[] value) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(to, null, timestampMillis, key, value);
        try {
            Future<RecordMetadata> _ = producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.complete(null);
                } else {
                    acknowledged.completeExceptionally(failure);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            // IllegalStateException: the producer has been closed.
            acknowledged.completeExceptionally(e);
        }
        return acknowledged;
    }

    @Override
    public boolean reachable() {
        try {
            admin.describeCluster().clusterId().get(PROBE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        producer.close(FLUSH);
        admin.close(Duration.ofSeconds(1));
    }
}
