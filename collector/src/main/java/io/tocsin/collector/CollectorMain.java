package io.tocsin.collector;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.collector.http.PortTakenException;
import io.tocsin.collector.self.SelfMetrics;
import io.tocsin.schemas.config.ConfigException;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.TopicSetupException;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.apache.kafka.clients.admin.Admin;

/** The collector alone, on a Kafka of yours: {@code CollectorMain <tocsin.yml>}. Ends with SIGTERM or Ctrl-C. */
public final class CollectorMain {

    private static final int USAGE = 2;

    private CollectorMain() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1) {
            System.err.println("usage: CollectorMain <configuration file>");
            System.exit(USAGE);
        }
        try {
            run(Path.of(arguments[0]));
        } catch (ConfigException | TopicSetupException | PortTakenException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Path file) throws IOException {
        Problems problems = new Problems();
        YamlNode root = YamlNode.parse(file.toString(), Files.readString(file), problems);
        KafkaConfig kafka = KafkaConfig.read(root.get("kafka"), problems);
        CollectorConfig config = CollectorConfig.read(root.get("collector"), problems);
        problems.throwIfAny();
        Topics topics = new Topics(kafka, WireFormat.of(kafka));
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            TopicSetup.ensure(admin, topics);
        }
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        CollectorService service = CollectorService.start(config, kafka, topics, InstantSource.system(), registry);
        service.watch(SelfMetrics.of(registry, "collector"));
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "tocsin-shutdown"));
    }
}
