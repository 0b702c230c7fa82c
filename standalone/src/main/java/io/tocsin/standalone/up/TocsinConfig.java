package io.tocsin.standalone.up;

import io.tocsin.collector.CollectorConfig;
import io.tocsin.schemas.config.ConfigException;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.standalone.cli.RuleFileSet;
import io.tocsin.standalone.cli.TextFiles;
import java.nio.file.Path;
import java.util.List;

/** The whole configuration file, one record a section. */
record TocsinConfig(KafkaConfig kafka, CollectorConfig collector, List<RuleSource> rules) {
    /** @throws ConfigException listing every mistake of the file and of the rule files it names */
    static TocsinConfig read(Path file) {
        Problems problems = new Problems();
        YamlNode root = YamlNode.parse(file.toString(), TextFiles.read(file), problems);
        root.allowOnly(
                "kafka",
                "collector",
                "stream_processor",
                "notifier",
                "rule_files",
                "evaluation_interval",
                "external_labels");
        Path directory = file.toAbsolutePath().normalize().resolveSibling("");
        TocsinConfig config = new TocsinConfig(
                kafka(root.get("kafka"), problems),
                CollectorConfig.read(root.get("collector"), problems),
                rules(root, directory, problems));
        problems.throwIfAny();
        return config;
    }

    private static KafkaConfig kafka(YamlNode section, Problems problems) {
        YamlNode servers = section.get("bootstrap_servers");
        if (servers.isPresent()) {
            servers.problem("is not for `up`, which runs a Kafka of its own; remove it");
        }
        return KafkaConfig.read(section, problems);
    }

    private static List<RuleSource> rules(YamlNode root, Path directory, Problems problems) {
        List<RuleSource> sources = root.list("rule_files").stream()
                .flatMap(entry -> RuleSource.read(entry, directory).stream())
                .toList();
        RuleFileSet set = new RuleFileSet(problems);
        sources.forEach(source -> set.add(source.path().toString(), source.text()));
        return sources;
    }
}
