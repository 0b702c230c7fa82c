package io.tocsin.notifier;

import io.tocsin.notifier.send.KafkaNotificationLog;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.DeadLetters;
import io.tocsin.schemas.wire.MalformedRecordException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts entries of the notification log that nobody can read into the dead letters. A producer is made for the first. */
final class UnreadableEntries implements KafkaNotificationLog.Unreadable {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableEntries.class);

    private final KafkaConfig kafka;
    private final DeadLetters deadLetters;
    private final NotifierMetrics metrics;

    UnreadableEntries(KafkaConfig kafka, Topics topics, NotifierMetrics metrics) {
        this.kafka = kafka;
        this.deadLetters = new DeadLetters(topics.deadLetters().name());
        this.metrics = metrics;
    }

    /** Such records are so rare that a producer for each costs nothing in all. */
    @Override
    public void put(ConsumerRecord<byte[], byte[]> record, SerializationException why) {
        LOG.warn(
                "{}-{} offset {} cannot be read: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                why.getMessage());
        metrics.unreadable(record.topic());
        String reason = why.getCause() instanceof MalformedRecordException malformed
                ? malformed.reason().label()
                : MalformedRecordException.Reason.CORRUPT.label();
        ProducerRecord<byte[], byte[]> letter = deadLetters.of(record, reason, String.valueOf(why.getMessage()));
        Map<String, Object> settings = kafka.clientProperties();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(letter).get();
        } catch (ExecutionException e) {
            LOG.error("and the dead letters could not take it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
