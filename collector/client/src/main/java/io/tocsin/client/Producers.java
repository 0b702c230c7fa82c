package io.tocsin.client;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The one producer of a client. Kafka's refuses to be made as long as none of the brokers' names can be resolved, which
 * must not keep an application from starting: then it is made later. Thread-safe.
 */
final class Producers {

    private final ClientSettings settings;
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean closed;

    private Producers(ClientSettings settings) {
        this.settings = settings;
    }

    /**
     * Does not connect: Kafka may come later.
     *
     * @throws KafkaException if a setting is wrong
     */
    static Producers open(ClientSettings settings) {
        Producers producers = new Producers(settings);
        try {
            producers.get();
        } catch (KafkaException e) {
            if (!producers.isUnresolved()) {
                throw e;
            }
            validate(settings.producerProperties());
        }
        return producers;
    }

    /** Tells a wrong setting from a name that nobody knows yet. */
    private static void validate(Map<String, Object> properties) {
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        Object unused = new ProducerConfig(properties);
    }

    /** @throws KafkaException if there is none and none can be made now */
    synchronized Producer<byte[], byte[]> get() {
        if (closed) {
            throw new KafkaException("the client is closed");
        }
        if (producer == null) {
            producer = new KafkaProducer<>(
                    settings.producerProperties(), new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    private boolean isUnresolved() {
        return Arrays.stream(settings.bootstrapServers().split(","))
                .map(server -> server.strip().replaceFirst(":\\d+$", ""))
                .allMatch(host -> new InetSocketAddress(host, 1).isUnresolved());
    }

    /** Gives up what is not acknowledged by then. */
    synchronized void close(Duration atMost) {
        closed = true;
        if (producer != null) {
            producer.close(atMost);
        }
    }
}
