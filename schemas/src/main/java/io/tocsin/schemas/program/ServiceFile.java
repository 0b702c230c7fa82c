package io.tocsin.schemas.program;

import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration file as one service reads it, which looks at its own sections only; and the environment, where that
 * says something the file cannot know. One file may serve all services.
 */
public final class ServiceFile {

    /** Where Kafka is, instead of what the file says. */
    public static final String BOOTSTRAP_SERVERS = "TOCSIN_KAFKA_BOOTSTRAP_SERVERS";

    private static final String[] KEYS = {
        "kafka",
        "collector",
        "stream_processor",
        "notifier",
        "commands",
        "rule_files",
        "evaluation_interval",
        "external_labels",
        "external_url",
        "thresholds",
        "expected",
        "runbooks"
    };

    private final Path path;
    private final YamlNode root;
    private final Problems problems;
    private final Map<String, String> environment;

    private ServiceFile(Path path, YamlNode root, Problems problems, Map<String, String> environment) {
        this.path = path;
        this.root = root;
        this.problems = problems;
        this.environment = environment;
    }

    /** @throws IOException if the file cannot be read */
    static ServiceFile read(Path path, Map<String, String> environment) throws IOException {
        Problems problems = new Problems();
        YamlNode root = YamlNode.parse(path.toString(), Files.readString(path), problems);
        allowOnlySections(root);
        return new ServiceFile(path, root, problems, environment);
    }

    /** Any other key than one that some service knows is a problem. */
    public static void allowOnlySections(YamlNode root) {
        root.allowOnly(KEYS);
    }

    /** The directory of the file, which other files are named relative to. */
    public Path directory() {
        return path.toAbsolutePath().normalize().resolveSibling("");
    }

    /** Of the file. */
    public YamlNode root() {
        return root;
    }

    /** Takes what is wrong with the file. */
    public Problems problems() {
        return problems;
    }

    /** The section {@code kafka:}. */
    public KafkaConfig kafka() {
        KafkaConfig kafka = KafkaConfig.read(root.get("kafka"), problems);
        return variable(BOOTSTRAP_SERVERS).map(kafka::withBootstrapServers).orElse(kafka);
    }

    /** A variable of the environment; one that is set to nothing is as good as not set. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
