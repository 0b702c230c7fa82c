package io.tocsin.schemas.config;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The section {@code kafka:} of the configuration: how every service reaches the log, and what the log's topics are
 * called.
 *
 * @param bootstrapServers {@code host:port,host:port…}
 * @param topicPrefix begins the name of every topic
 * @param partitions of each source topic; fixed for the life of a log
 * @param replicationFactor of new topics; -1 leaves it to the brokers
 * @param properties handed to every Kafka client as they are (TLS, SASL); may hold secrets, so never printed
 * @param registry where records carry the registry's schema ids; else schemas are those compiled in
 */
public record KafkaConfig(
        String bootstrapServers,
        String topicPrefix,
        int partitions,
        short replicationFactor,
        SortedMap<String, String> properties,
        Optional<RegistryConfig> registry) {

    public static final String DEFAULT_BOOTSTRAP_SERVERS = "127.0.0.1:9092";
    public static final String DEFAULT_TOPIC_PREFIX = "tocsin.";
    public static final int DEFAULT_PARTITIONS = 4;

    private static final int MAX_PARTITIONS = 1000;

    public KafkaConfig {
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /** The defaults, on one broker. */
    public static KafkaConfig local(String bootstrapServers) {
        return new KafkaConfig(
                bootstrapServers,
                DEFAULT_TOPIC_PREFIX,
                DEFAULT_PARTITIONS,
                (short) 1,
                Collections.emptySortedMap(),
                Optional.empty());
    }

    /** @param section may be absent: all defaults */
    public static KafkaConfig read(YamlNode section, Problems problems) {
        section.allowOnly(
                "bootstrap_servers",
                "topic_prefix",
                "partitions",
                "replication_factor",
                "properties",
                "schema_registry");
        return new KafkaConfig(
                section.string("bootstrap_servers", DEFAULT_BOOTSTRAP_SERVERS),
                topicPrefix(section, problems),
                partitions(section, problems),
                replicationFactor(section, problems),
                section.stringMap("properties"),
                RegistryConfig.read(section.get("schema_registry"), problems));
    }

    private static String topicPrefix(YamlNode section, Problems problems) {
        String prefix = section.string("topic_prefix", DEFAULT_TOPIC_PREFIX);
        if (!prefix.matches("[a-zA-Z0-9._-]{0,100}")) {
            YamlNode at = section.get("topic_prefix");
            problems.add(at.position(), at.path(), "may have letters, digits, '.', '_' and '-', at most 100");
        }
        return prefix;
    }

    private static int partitions(YamlNode section, Problems problems) {
        int partitions = section.integer("partitions", DEFAULT_PARTITIONS);
        if (partitions < 1 || partitions > MAX_PARTITIONS) {
            YamlNode at = section.get("partitions");
            problems.add(at.position(), at.path(), "must be from 1 to " + MAX_PARTITIONS + ", is " + partitions);
        }
        return partitions;
    }

    private static short replicationFactor(YamlNode section, Problems problems) {
        int factor = section.integer("replication_factor", 1);
        if (factor < -1 || factor == 0 || factor > Short.MAX_VALUE) {
            YamlNode at = section.get("replication_factor");
            problems.add(at.position(), at.path(), "must be 1 or more, or -1 (as the brokers have it), is " + factor);
        }
        return (short) factor;
    }

    public KafkaConfig withBootstrapServers(String servers) {
        return new KafkaConfig(servers, topicPrefix, partitions, replicationFactor, properties, registry);
    }

    /** What every client of this log starts from; a new map each time, to be added to. */
    public Map<String, Object> clientProperties() {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("bootstrap.servers", bootstrapServers);
        return all;
    }

    @Override
    public String toString() {
        return "KafkaConfig[" + bootstrapServers + ", prefix " + topicPrefix + ", " + partitions
                + " partitions, replication " + replicationFactor + ", properties " + properties.keySet()
                + registry.map(r -> ", registry " + r.url()).orElse("") + "]";
    }
}
