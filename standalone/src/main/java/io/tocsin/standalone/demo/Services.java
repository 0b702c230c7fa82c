package io.tocsin.standalone.demo;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.notifier.NotifierConfig;
import io.tocsin.notifier.NotifierService;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.standalone.kafka.EmbeddedKafka;
import io.tocsin.standalone.people.People;
import io.tocsin.streamprocessor.StreamProcessorConfig;
import io.tocsin.streamprocessor.StreamProcessorService;
import io.tocsin.streamprocessor.StreamProcessorService.Installation;
import io.tocsin.streamprocessor.control.RuleControl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka, the stream-processor and the notifier, on a directory that is not used again, and the people who are told. */
final class Services implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    private final Path directory;
    private final EventClock clock;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final KafkaConfig kafka;
    private final Topics topics;
    private final StreamProcessorService processor;
    private final NotifierService notifier;

    /** Starts them; none is ready when this returns. */
    Services(Path directory, EventClock clock, People.Told told) {
        this.directory = directory;
        this.clock = clock;
        try {
            this.kafka = kafka();
            this.topics = new Topics(kafka, WireFormat.of(kafka));
            try (Admin admin = Admin.create(kafka.clientProperties())) {
                TopicSetup.ensure(admin, topics);
            }
            this.processor = add(processor());
            this.notifier = add(notifier(add(new People(told))));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Is closed before whatever was added before it. */
    <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    private KafkaConfig kafka() {
        String servers = add(EmbeddedKafka.start(directory.resolve("kafka"))).bootstrapServers();
        KafkaConfig local = KafkaConfig.local(servers);
        // One partition: the log ticks as often as the pace asks for, times the number of partitions.
        return new KafkaConfig(
                servers, local.topicPrefix(), 1, local.replicationFactor(), local.properties(), local.registry());
    }

    private StreamProcessorService processor() {
        Problems problems = new Problems();
        StreamProcessorConfig config = StreamProcessorConfig.read(YamlNode.parse("demo", "", problems), problems)
                .withPort(0)
                .withStateDirectory(directory.resolve("stream-processor"));
        problems.throwIfAny();
        Installation installation = new Installation(new RuleControl.Defaults(Duration.ofSeconds(15)), topics, kafka);
        return StreamProcessorService.startWithoutTicks(
                config, installation, clock, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    private NotifierService notifier(People people) {
        Problems problems = new Problems();
        NotifierConfig config = NotifierConfig.read(YamlNode.parse("demo", Routing.to(people), problems), problems);
        problems.throwIfAny();
        NotifierConfig here =
                config.withService(config.service().withPort(0).withStateDirectory(directory.resolve("notifier")));
        return NotifierService.start(here, kafka, topics, text -> {}, clock.timeline());
    }

    KafkaConfig kafkaConfig() {
        return kafka;
    }

    Topics topics() {
        return topics;
    }

    int port() {
        return processor.port();
    }

    boolean evaluates() {
        return processor.status().partitions() == 1
                && processor.status().state().equals("RUNNING");
    }

    boolean notifies() {
        return notifier.status().ready();
    }

    /** Those in the log that hold. */
    int rules() {
        return processor.status().rules();
    }

    /** Writes them; they hold from the tick behind them on. */
    void apply(List<ShippedRules> files) {
        files.forEach(
                file -> processor.rules().apply("default", "rules/" + file.name(), file.text(), Optional.empty()));
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not end cleanly", part.getClass().getSimpleName(), e);
            }
        }
    }
}
