package io.tocsin.standalone.up;

import io.tocsin.collector.CollectorConfig;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.standalone.cli.PortPlan;
import io.tocsin.standalone.kafka.EmbeddedKafka;
import io.tocsin.streamprocessor.StreamProcessorConfig;

/** The configuration of every service, brought to the ports and directories of one instance. */
record InstanceSettings(TocsinConfig config, PortPlan ports, DataDirectory data) {
    KafkaConfig kafka(String bootstrapServers) {
        KafkaConfig kafka = config.kafka();
        return new KafkaConfig(
                bootstrapServers,
                kafka.topicPrefix(),
                kafka.partitions(),
                kafka.replicationFactor(),
                kafka.properties(),
                kafka.registry());
    }

    CollectorConfig collector() {
        return config.collector().withPort(ports.collector());
    }

    StreamProcessorConfig processor() {
        return config.processor().withPort(ports.processor()).withStateDirectory(data.state("stream-processor"));
    }

    /** What was applied to the log of this data directory. */
    AppliedFiles appliedFiles() {
        String context = EmbeddedKafka.clusterId(data.kafka()) + " " + config.ruleDefaults();
        return AppliedFiles.load(data.root().resolve("rule-files.json"), context);
    }
}
