package io.tocsin.standalone.up;

import io.tocsin.collector.CollectorConfig;
import io.tocsin.notifier.NotifierConfig;
import io.tocsin.schemas.config.ConfigException;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.standalone.cli.RuleFileSet;
import io.tocsin.standalone.cli.TextFiles;
import io.tocsin.streamprocessor.StreamProcessorConfig;
import io.tocsin.streamprocessor.control.RuleControl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/** The whole configuration file, one record a section. */
public record TocsinConfig(
        KafkaConfig kafka,
        CollectorConfig collector,
        StreamProcessorConfig processor,
        NotifierConfig notifier,
        RuleControl.Defaults ruleDefaults,
        List<RuleSource> rules) {
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);

    /** @throws ConfigException listing every mistake of the file and of the rule files it names */
    public static TocsinConfig read(Path file) {
        Problems problems = new Problems();
        YamlNode root = YamlNode.parse(file.toString(), TextFiles.read(file), problems);
        root.allowOnly(
                "kafka",
                "collector",
                "stream_processor",
                "notifier",
                "rule_files",
                "evaluation_interval",
                "external_labels",
                "external_url");
        Path directory = file.toAbsolutePath().normalize().resolveSibling("");
        TocsinConfig config = new TocsinConfig(
                kafka(root.get("kafka"), problems),
                CollectorConfig.read(root.get("collector"), problems),
                StreamProcessorConfig.read(root.get("stream_processor"), problems),
                NotifierConfig.read(root.get("notifier"), problems),
                new RuleControl.Defaults(interval(root), labels(root), root.string("external_url", "")),
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

    private static Duration interval(YamlNode root) {
        Duration interval = root.duration("evaluation_interval", DEFAULT_INTERVAL);
        if (interval.compareTo(SHORTEST_INTERVAL) >= 0) {
            return interval;
        }
        root.get("evaluation_interval").problem("must be at least 10ms");
        return DEFAULT_INTERVAL;
    }

    private static SortedMap<String, String> labels(YamlNode root) {
        root.get("external_labels").entries().forEach((name, value) -> {
            if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
                value.problem("\"" + name + "\" is no label name");
            }
        });
        return root.stringMap("external_labels");
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
