package io.tocsin.standalone.pipeline;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.standalone.kafka.EmbeddedKafka;
import io.tocsin.streamprocessor.StreamProcessorConfig;
import io.tocsin.streamprocessor.StreamProcessorService;
import io.tocsin.streamprocessor.control.RuleControl;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.admin.Admin;

/** A broker and a stream-processor on it, in this process. */
final class RunningProcessor implements AutoCloseable {

    private final EmbeddedKafka broker;
    private final KafkaConfig kafka;
    private final Topics topics;
    private final Path directory;
    private StreamProcessorService service;

    RunningProcessor(Path directory) {
        this.directory = directory;
        this.broker = EmbeddedKafka.start(directory.resolve("kafka"));
        this.kafka = KafkaConfig.local(broker.bootstrapServers());
        this.topics = new Topics(kafka, WireFormat.of(kafka));
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            TopicSetup.ensure(admin, topics);
        }
        this.service = open();
    }

    private StreamProcessorService open() {
        return open(kafka, topics, directory, "one");
    }

    /** Another one on the same log. */
    static StreamProcessorService open(KafkaConfig kafka, Topics topics, Path directory, String instance) {
        Problems problems = new Problems();
        String text = "port: 0\ninstance: '" + instance + "'\nstate_directory: '"
                + directory.resolve("streams-" + instance) + "'\n";
        StreamProcessorConfig config = StreamProcessorConfig.read(YamlNode.parse("test.yml", text, problems), problems);
        problems.throwIfAny();
        RuleControl.Defaults defaults = new RuleControl.Defaults(Duration.ofSeconds(1));
        return StreamProcessorService.start(
                config,
                new StreamProcessorService.Installation(defaults, topics, kafka),
                InstantSource.system(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    void stop() {
        service.close();
    }

    void startAgain() {
        service = open();
    }

    StreamProcessorService service() {
        return service;
    }

    KafkaConfig kafka() {
        return kafka;
    }

    Topics topics() {
        return topics;
    }

    @Override
    public void close() {
        service.close();
        broker.close();
    }
}
