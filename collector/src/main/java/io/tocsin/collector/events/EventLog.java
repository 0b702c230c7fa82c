package io.tocsin.collector.events;

import io.tocsin.collector.publish.FramePublisher;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.Topics;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * The log as the events see it.
 *
 * @param topics says how their records are written
 * @param publishers the way to a topic, by its full name; closed by whoever made it
 */
public record EventLog(Topics topics, Function<String, FramePublisher> publishers) {

    FramePublisher publisher(EventKind kind) {
        return publishers.apply(kind.topic(topics).name());
    }

    /** An event to the bytes of its record; throws a {@code KafkaException} if the registry is at fault. */
    Function<SpecificRecord, byte[]> encoder(EventKind kind) {
        return encoder(kind.topic(topics));
    }

    @SuppressWarnings("unchecked") // A kind's events are of the class of its topic's values.
    private static <V extends SpecificRecord> Function<SpecificRecord, byte[]> encoder(Topic<String, V> topic) {
        return event -> topic.valueSerde().serializer().serialize(topic.name(), (V) event);
    }
}
