package io.tocsin.notifier.topology;

import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.DeadLetters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Settings of Kafka Streams. Commits are asked for where latency counts; the interval is only the floor.
 *
 * @param instanceId for static membership
 */
public record StreamsSettings(Path stateDirectory, String instanceId, Duration sessionTimeout, int standbys) {

    private static final int HEARTBEATS_PER_SESSION = 4;
    private static final String COMMIT_INTERVAL_MS = "500";
    private static final int BATCH_BYTES = 128 * 1024;

    /** The consumer group of the topology; also begins the names of its internal topics. */
    public static String applicationId(KafkaConfig kafka) {
        return kafka.topicPrefix() + "notifier";
    }

    /** The internal topic between the router and the groups. */
    static String groupedAlerts(KafkaConfig kafka) {
        return applicationId(kafka) + "-grouped-alerts-repartition";
    }

    public Properties properties(KafkaConfig kafka, Topics topics, DecisionMetrics metrics) {
        Properties settings = new Properties();
        settings.putAll(kafka.clientProperties());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(kafka));
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "1");
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, Integer.toString(standbys));
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, Short.toString(topics.replicationFactor()));
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecords.class);
        settings.put(
                UnreadableRecords.DEAD_LETTERS,
                new DeadLetters(topics.deadLetters().name()));
        settings.put(UnreadableRecords.METRICS, metrics);
        addClients(settings);
        return settings;
    }

    private void addClients(Properties settings) {
        String heartbeat = Long.toString(sessionTimeout.toMillis() / HEARTBEATS_PER_SESSION);
        settings.put(consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), Long.toString(sessionTimeout.toMillis()));
        settings.put(consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), heartbeat);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId);
        // What a dead instance left open hides its decisions and positions from who takes over, until it times out.
        settings.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Long.toString(sessionTimeout.toMillis()));
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), Integer.toString(BATCH_BYTES));
    }

    private static String consumer(String name) {
        return StreamsConfig.consumerPrefix(name);
    }
}
