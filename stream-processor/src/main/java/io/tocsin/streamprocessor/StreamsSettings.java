package io.tocsin.streamprocessor;

import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.streamprocessor.topology.PipelineTopology;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of the Kafka Streams client, each with its reason. */
final class StreamsSettings {

    private static final int BATCH_BYTES = 256 << 10;

    private StreamsSettings() {}

    static Map<String, Object> of(KafkaConfig kafka, StreamProcessorConfig config, int port) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, PipelineTopology.applicationId(kafka));
        properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, config.http().advertisedHost() + ":" + port);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                config.deployment().stateDirectory().toString());
        properties.put(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.deployment().threads());
        properties.put(
                StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.deployment().standbys());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) kafka.replicationFactor());
        // Commits are asked for after every evaluation. This is what is left for records that caused none, and some
        // always do: ticks. Each commit is a transaction, also of nothing but positions.
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
        // Records are evaluated by position, so there is nothing to gain from waiting for other partitions.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        properties.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG), 32 << 20);
        // Static membership: a restart within the time-out moves no task.
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                config.deployment().instance());
        int session = Math.toIntExact(config.deployment().sessionTimeout().toMillis());
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), session / 4);
        // What a dead instance left open hides its reports and positions from who takes over, until it times out.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), session);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        return properties;
    }
}
