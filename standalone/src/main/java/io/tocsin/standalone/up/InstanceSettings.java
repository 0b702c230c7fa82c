package io.tocsin.standalone.up;

import io.tocsin.collector.CollectorConfig;
import io.tocsin.notifier.NotifierConfig;
import io.tocsin.notifier.channel.Links;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.standalone.cli.PortPlan;
import io.tocsin.standalone.kafka.EmbeddedKafka;
import io.tocsin.streamprocessor.StreamProcessorConfig;
import io.tocsin.streamprocessor.control.RuleControl;
import io.tocsin.streamprocessor.rulefiles.RuleFiles;

/** The configuration of every service, brought to the ports and directories of one instance. */
record InstanceSettings(TocsinConfig config, PortPlan ports, DataDirectory data) {
    KafkaConfig kafka(String bootstrapServers) {
        return config.kafka().withBootstrapServers(bootstrapServers);
    }

    CollectorConfig collector() {
        return config.collector().withPort(ports.collector());
    }

    NotifierConfig notifier() {
        NotifierConfig notifier = config.notifier();
        Links links = notifier.links();
        return notifier.withService(
                        notifier.service().withPort(ports.notifier()).withStateDirectory(data.state("notifier")))
                .withLinks(new Links(
                        moved(links.notifier(), NotifierConfig.DEFAULT_EXTERNAL_URL, ports.notifier()),
                        moved(links.queries(), NotifierConfig.DEFAULT_QUERY_URL, ports.processor())));
    }

    /** What the configuration says, or else the port of this instance. */
    private static String moved(String configured, String dflt, int port) {
        return configured.equals(dflt) ? "http://127.0.0.1:" + port : configured;
    }

    StreamProcessorConfig processor() {
        return config.processor().withPort(ports.processor()).withStateDirectory(data.state("stream-processor"));
    }

    RuleControl.Defaults ruleDefaults() {
        return config.ruleDefaults().orReachedAt(processor().http().url());
    }

    /** Remembers what was applied to the log of this data directory. */
    RuleFiles ruleFiles(RuleControl control) {
        String context = EmbeddedKafka.clusterId(data.kafka()) + " " + ruleDefaults();
        return RuleFiles.of(control, data.root().resolve("rule-files.json"), context);
    }
}
