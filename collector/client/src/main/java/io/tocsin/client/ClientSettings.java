package io.tocsin.client;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * How a client reaches the log.
 *
 * @param properties for Kafka's producer (TLS, SASL); may hold secrets, so never printed
 * @param memoryBytes that may wait for each topic
 * @param deliveryTimeout after which a record is given up that Kafka has not taken
 * @param linger how long the producer waits for more to send with it
 * @param closeTimeout how long closing waits for what is under way
 */
record ClientSettings(
        String bootstrapServers,
        String topicPrefix,
        Map<String, String> properties,
        @Nullable RegistrySettings registry,
        long memoryBytes,
        Duration deliveryTimeout,
        Duration linger,
        Duration closeTimeout) {

    /** Leaves room below the brokers' default limit of 1 MiB. */
    static final int MAX_RECORD_BYTES = 900_000;

    private static final int BATCH_BYTES = 128 * 1024;

    /**
     * Of the producer's memory, which is taken as it is needed: it begins a whole batch for each partition. With this and
     * every topic's own it is never full, so that one topic cannot hold up another in it.
     */
    private static final long BATCHES_BYTES = 128L * BATCH_BYTES;

    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(30);

    /** How long the delivery's thread, which is nobody else's, waits for a topic's metadata or room in the producer. */
    private static final Duration MAX_BLOCK = Duration.ofSeconds(1);

    ClientSettings {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }

    String topicName(LogTopic topic) {
        return topicPrefix + topic.plainName();
    }

    /** The user's properties, and over them what the contract rests on. */
    Map<String, Object> producerProperties() {
        long request =
                Math.max(1, Math.min(LONGEST_REQUEST.toMillis(), deliveryTimeout.toMillis() - linger.toMillis()));
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.CLIENT_ID_CONFIG, "tocsin-client");
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        // Two clients of one name would otherwise complain of each other's MBeans.
        all.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        all.putAll(properties);
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, LogTopic.values().length * memoryBytes + BATCHES_BYTES);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK.toMillis());
        all.put(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis());
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) request);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) deliveryTimeout.toMillis());
        return all;
    }

    @Override
    public String toString() {
        return "ClientSettings[" + bootstrapServers + ", prefix " + topicPrefix + ", properties " + properties.keySet()
                + (registry == null ? "" : ", registry " + registry) + "]";
    }
}
