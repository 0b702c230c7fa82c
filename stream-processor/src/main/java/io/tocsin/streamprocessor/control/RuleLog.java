package io.tocsin.streamprocessor.control;

import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.RuleKeys;
import io.tocsin.schemas.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Writes rule versions to every partition of {@code rules}, in one transaction: all partitions see them, or none. */
final class RuleLog implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Topic<String, RuleGroupVersion> topic;
    private final Map<String, Object> properties;
    private @Nullable Producer<String, RuleGroupVersion> producer;

    /** @param writer distinguishes those who may write at the same time */
    RuleLog(KafkaConfig kafka, Topic<String, RuleGroupVersion> topic, String writer) {
        this.topic = topic;
        this.properties = kafka.clientProperties();
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic.name() + "-writer-" + writer);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    }

    /**
     * Returns when the versions are committed.
     *
     * @throws org.apache.kafka.common.KafkaException if they may not be; whoever tries again begins anew
     */
    synchronized void write(List<RuleGroupVersion> versions) {
        Producer<String, RuleGroupVersion> writer = producer == null ? open() : producer;
        // A producer is of no use any more after a transaction that failed: its place is taken, or its state in doubt.
        producer = null;
        try {
            commit(writer, versions);
            producer = writer;
        } finally {
            if (producer == null) {
                writer.close(Duration.ZERO);
            }
        }
    }

    private Producer<String, RuleGroupVersion> open() {
        Producer<String, RuleGroupVersion> opened = new KafkaProducer<>(
                properties, topic.keySerde().serializer(), topic.valueSerde().serializer());
        try {
            opened.initTransactions();
            return opened;
        } catch (KafkaException e) {
            opened.close(Duration.ZERO);
            throw e;
        }
    }

    private void commit(Producer<String, RuleGroupVersion> writer, List<RuleGroupVersion> versions) {
        writer.beginTransaction();
        for (RuleGroupVersion version : versions) {
            String key = RuleKeys.of(version.getNamespace(), version.getGroup(), version.getRevision());
            for (int partition = 0; partition < topic.partitions(); partition++) {
                Future<RecordMetadata> _ = writer.send(new ProducerRecord<>(topic.name(), partition, key, version));
            }
        }
        writer.commitTransaction();
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(CLOSE);
        }
    }
}
