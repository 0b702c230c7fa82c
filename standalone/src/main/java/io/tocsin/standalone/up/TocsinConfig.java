package io.tocsin.standalone.up;

import io.tocsin.schemas.config.ConfigException;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.standalone.cli.TextFiles;
import java.nio.file.Path;

/** The whole configuration file, read into one record a section. */
record TocsinConfig(Path file, KafkaConfig kafka) {
    /** @throws ConfigException listing every mistake of the file */
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
        TocsinConfig config = new TocsinConfig(file, KafkaConfig.read(root.get("kafka"), problems));
        problems.throwIfAny();
        return config;
    }
}
