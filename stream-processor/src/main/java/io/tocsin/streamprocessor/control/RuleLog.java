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

/** Writes rule versions to every partition of {@code rules}, in one transaction: all partitions see them, or none. */
final class RuleLog implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Topic<String, RuleGroupVersion> topic;
    private final Producer<String, RuleGroupVersion> producer;
    private boolean initialised;

    /** @param writer distinguishes those who may write at the same time */
    RuleLog(KafkaConfig kafka, Topic<String, RuleGroupVersion> topic, String writer) {
        this.topic = topic;
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic.name() + "-writer-" + writer);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        this.producer = new KafkaProducer<>(
                properties, topic.keySerde().serializer(), topic.valueSerde().serializer());
    }

    /** Returns when the versions are committed. */
    synchronized void write(List<RuleGroupVersion> versions) {
        if (!initialised) {
            producer.initTransactions();
            initialised = true;
        }
        producer.beginTransaction();
        for (RuleGroupVersion version : versions) {
            String key = RuleKeys.of(version.getNamespace(), version.getGroup(), version.getRevision());
            for (int partition = 0; partition < topic.partitions(); partition++) {
                Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(topic.name(), partition, key, version));
            }
        }
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
