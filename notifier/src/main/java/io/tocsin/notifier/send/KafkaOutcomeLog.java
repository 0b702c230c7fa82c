package io.tocsin.notifier.send;

import io.tocsin.schemas.avro.NotificationEntry;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Outcomes into the topic {@code notifications}, behind their notification, by a plain idempotent producer. */
public final class KafkaOutcomeLog implements OutcomeLog {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaOutcomeLog.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final KafkaProducer<String, NotificationEntry> producer;
    private final Topic<String, NotificationEntry> topic;
    private final InstantSource clock;
    private volatile boolean closed;

    public KafkaOutcomeLog(KafkaConfig kafka, Topic<String, NotificationEntry> topic, InstantSource clock) {
        Map<String, Object> settings = kafka.clientProperties();
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        this.topic = topic;
        this.clock = clock;
        this.producer = new KafkaProducer<>(
                settings, topic.keySerde().serializer(), topic.valueSerde().serializer());
    }

    @Override
    public void write(NotificationEntry outcome) throws InterruptedException {
        while (!closed) {
            try {
                producer.send(new ProducerRecord<>(
                                topic.name(), null, clock.millis(), outcome.getNotificationId(), outcome))
                        .get();
                return;
            } catch (ExecutionException e) {
                LOG.warn("an outcome could not be written, trying again: {}", String.valueOf(e.getCause()));
                Thread.sleep(AFTER_FAILURE);
            }
        }
        throw new InterruptedException("closed");
    }

    @Override
    public void close() {
        closed = true;
        producer.close(Duration.ofSeconds(1));
    }
}
