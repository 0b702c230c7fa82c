package io.tocsin.client;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link TocsinClient}; each has a default. Not thread-safe. */
public final class ClientBuilder {

    private static final long LEAST_MEMORY = 1024 * 1024;
    private static final long MOST_MEMORY = 1024 * LEAST_MEMORY;
    private static final Duration LONGEST = Duration.ofDays(1);

    private final String bootstrapServers;
    private final Map<String, String> properties = new TreeMap<>();
    private String topicPrefix = "tocsin.";
    private @Nullable RegistrySettings registry;
    private long memoryBytes = 16 * 1024 * 1024;
    private Duration deliveryTimeout = Duration.ofMinutes(2);
    private Duration linger = Duration.ofMillis(20);
    private Duration closeTimeout = Duration.ofSeconds(10);

    ClientBuilder(String bootstrapServers) {
        this.bootstrapServers = Checked.text("bootstrapServers", bootstrapServers);
    }

    /** Begins every topic's name, as in the installation's {@code kafka.topic_prefix}. Default: {@code tocsin.} */
    public ClientBuilder topicPrefix(String prefix) {
        if (!prefix.matches("[a-zA-Z0-9._-]{0,100}")) {
            throw new IllegalArgumentException("topicPrefix may have letters, digits, '.', '_' and '-', at most 100");
        }
        this.topicPrefix = prefix;
        return this;
    }

    /** For Kafka's producer, under Kafka's names: TLS and SASL above all. Never printed. */
    public ClientBuilder kafkaProperties(Map<String, String> more) {
        properties.putAll(more);
        return this;
    }

    /** Where the installation has {@code kafka.schema_registry}: a registry with Confluent's API, without a user in its URL. */
    public ClientBuilder schemaRegistry(String url) {
        this.registry = RegistrySettings.of(url);
        return this;
    }

    /** With basic authentication. */
    public ClientBuilder schemaRegistry(String url, String user, String password) {
        this.registry = RegistrySettings.of(url, user, password);
        return this;
    }

    /** May wait for each topic that is written to; what is beyond is lost, and counted. Default: 16 MiB, 1 to 1024. */
    public ClientBuilder memoryBytes(long bytes) {
        if (bytes < LEAST_MEMORY || bytes > MOST_MEMORY) {
            throw new IllegalArgumentException(
                    "memoryBytes must be from " + LEAST_MEMORY + " to " + MOST_MEMORY + ", is " + bytes);
        }
        this.memoryBytes = bytes;
        return this;
    }

    /** After which a record is given up that Kafka has not taken. Default: 2 min, 1 s to 1 day. */
    public ClientBuilder deliveryTimeout(Duration atMost) {
        this.deliveryTimeout = between("deliveryTimeout", atMost, Duration.ofSeconds(1), LONGEST);
        return this;
    }

    /** How long records wait for more to be sent with them. Default: 20 ms, 0 to 500 ms. */
    public ClientBuilder linger(Duration time) {
        this.linger = between("linger", time, Duration.ZERO, Duration.ofMillis(500));
        return this;
    }

    /** How long closing waits for what is under way. Default: 10 s, 0 to 1 day. */
    public ClientBuilder closeTimeout(Duration atMost) {
        this.closeTimeout = between("closeTimeout", atMost, Duration.ZERO, LONGEST);
        return this;
    }

    private static Duration between(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", is " + value);
        }
        return value;
    }

    /**
     * Does not wait for Kafka, which may come later; looks up the brokers' names.
     *
     * @throws org.apache.kafka.common.KafkaException if a Kafka property is wrong
     */
    public TocsinClient connect() {
        return new TocsinClient(settings());
    }

    ClientSettings settings() {
        return new ClientSettings(
                bootstrapServers,
                topicPrefix,
                properties,
                registry,
                memoryBytes,
                deliveryTimeout,
                linger,
                closeTimeout);
    }
}
