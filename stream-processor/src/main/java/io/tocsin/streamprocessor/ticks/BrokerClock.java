package io.tocsin.streamprocessor.ticks;

import io.tocsin.schemas.topics.Topic;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the brokers' clock is from ours: Kafka has no request for it, but a topic whose records are stamped on arrival
 * tells it in the acknowledgement.
 */
final class BrokerClock {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerClock.class);

    /** An answer that took longer than this says too little. */
    private static final long SLOWEST_ANSWER_MILLIS = 2_000;

    private final Producer<byte[], byte[]> producer;
    private final Topic<byte[], byte[]> topic;
    private final InstantSource clock;
    private volatile OptionalLong offsetMillis = OptionalLong.empty();

    BrokerClock(Producer<byte[], byte[]> producer, Topic<byte[], byte[]> topic, InstantSource clock) {
        this.producer = producer;
        this.topic = topic;
        this.clock = clock;
    }

    /** Asks; the answer comes later. */
    void ask() {
        long asked = clock.millis();
        Future<RecordMetadata> _ =
                producer.send(new ProducerRecord<>(topic.name(), new byte[0], new byte[0]), (metadata, failure) -> {
                    long answered = clock.millis();
                    if (failure != null) {
                        LOG.debug("The brokers did not tell their time: {}", failure.toString());
                    } else if (answered - asked <= SLOWEST_ANSWER_MILLIS) {
                        offsetMillis = OptionalLong.of(metadata.timestamp() - (asked + answered) / 2);
                    }
                });
    }

    /** Their clock minus ours; empty until they have answered. */
    OptionalLong offsetMillis() {
        return offsetMillis;
    }
}
