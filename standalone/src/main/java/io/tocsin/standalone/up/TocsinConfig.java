package io.tocsin.standalone.up;

import io.tocsin.collector.CollectorConfig;
import io.tocsin.notifier.NotifierConfig;
import io.tocsin.schemas.config.ConfigException;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.program.ServiceFile;
import io.tocsin.standalone.cli.TextFiles;
import io.tocsin.streamprocessor.StreamProcessorConfig;
import io.tocsin.streamprocessor.control.RuleControl;
import io.tocsin.streamprocessor.rulefiles.RuleSettings;
import io.tocsin.streamprocessor.rulefiles.RuleSource;
import java.nio.file.Path;
import java.util.List;

/** The whole configuration file, one record a section. */
public record TocsinConfig(
        KafkaConfig kafka,
        CollectorConfig collector,
        StreamProcessorConfig processor,
        NotifierConfig notifier,
        RuleSettings ruleSettings) {
    /** @throws ConfigException listing every mistake of the file and of the rule files it names */
    public static TocsinConfig read(Path file) {
        Problems problems = new Problems();
        YamlNode root = YamlNode.parse(file.toString(), TextFiles.read(file), problems);
        ServiceFile.allowOnlySections(root);
        TocsinConfig config = new TocsinConfig(
                kafka(root.get("kafka"), problems),
                CollectorConfig.read(root.get("collector"), problems),
                StreamProcessorConfig.read(root.get("stream_processor"), problems),
                NotifierConfig.read(root.get("notifier"), problems),
                RuleSettings.read(root, file.toAbsolutePath().normalize().resolveSibling(""), problems));
        problems.throwIfAny();
        return config;
    }

    public RuleControl.Defaults ruleDefaults() {
        return ruleSettings.defaults();
    }

    /** What is to be in the log. */
    public List<RuleSource> rules() {
        return ruleSettings.files();
    }

    private static KafkaConfig kafka(YamlNode section, Problems problems) {
        YamlNode servers = section.get("bootstrap_servers");
        if (servers.isPresent()) {
            servers.problem("is not for `up`, which runs a Kafka of its own; remove it");
        }
        return KafkaConfig.read(section, problems);
    }
}
