package io.tocsin.standalone.bench;

import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.ticks.Ticks;
import io.tocsin.schemas.topics.RuleKeys;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.streamprocessor.control.RuleControl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes a log as it would stand after hours in which everything was stamped and ticked: samples, ticks, rules. */
final class History implements AutoCloseable {
    private final Topics topics;
    private final FrameCodec codec;
    private final KafkaProducer<byte[], byte[]> producer;

    History(KafkaConfig kafka, Topics topics) {
        this.topics = topics;
        this.codec = new FrameCodec(topics.wire(), topics.metrics().name());
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 512 << 10);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 100);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** What the samples are: so many series, one sample each a step. */
    record Shape(int series, Duration step) {}

    /**
     * Samples up to {@code end}, and a tick after each step.
     *
     * @return how many samples
     */
    long write(Shape shape, long beginMillis, long endMillis) {
        List<Exporter> exporters = Exporter.make(shape.series());
        long step = shape.step().toMillis();
        tick(beginMillis);
        long count = 0;
        for (long at = beginMillis + step; at <= endMillis; at += step) {
            for (Exporter exporter : exporters) {
                MetricFrame frame = new MetricFrame(at, exporter.layout(), exporter.next());
                byte[] key = exporter.key().getBytes(StandardCharsets.UTF_8);
                send(topics.metrics().name(), null, at, key, codec.encode(frame));
                count += frame.size();
            }
            tick(at);
        }
        producer.flush();
        return count;
    }

    private void tick(long millis) {
        for (Topic<?, ?> topic : topics.sources()) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                send(topic.name(), partition, millis, Ticks.keyBytes(millis), null);
            }
        }
    }

    /** A rule file, in force from the next tick on. */
    void rules(String file, long millis) {
        RuleControl.Defaults defaults = new RuleControl.Defaults(Duration.ofSeconds(15));
        Topic<String, RuleGroupVersion> topic = topics.rules();
        for (RuleGroupVersion version : RuleControl.versions(defaults, "default", "bench", file)) {
            RuleGroupVersion written =
                    RuleGroupVersion.newBuilder(version).setRevision(millis).build();
            String key = RuleKeys.of(version.getNamespace(), version.getGroup(), millis);
            byte[] value = topic.valueSerde().serializer().serialize(topic.name(), written);
            for (int partition = 0; partition < topic.partitions(); partition++) {
                send(topic.name(), partition, millis, key.getBytes(StandardCharsets.UTF_8), value);
            }
        }
    }

    private void send(String topic, @Nullable Integer partition, long at, byte[] key, byte @Nullable [] value) {
        Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(topic, partition, at, key, value));
    }

    @Override
    public void close() {
        producer.close();
    }
}
