package io.tocsin.standalone.up;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.collector.CollectorService;
import io.tocsin.collector.self.SelfMetrics;
import io.tocsin.notifier.NotifierService;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.standalone.kafka.EmbeddedKafka;
import io.tocsin.streamprocessor.StreamProcessorService;
import io.tocsin.streamprocessor.StreamProcessorService.Installation;
import io.tocsin.streamprocessor.StreamProcessorStatus;
import io.tocsin.streamprocessor.rulefiles.RuleSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every service, running in this process. Each has a meter registry of its own, which the collector watches. */
final class Instance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Instance.class);

    private final InstanceSettings settings;
    private final Deque<Part> parts = new ArrayDeque<>();
    private Optional<Services> services = Optional.empty();

    private Instance(InstanceSettings settings) {
        this.settings = settings;
    }

    private record Part(String name, AutoCloseable service) {}

    private record Services(CollectorService collector, StreamProcessorService processor, NotifierService notifier) {}

    /**
     * Starts everything, which then becomes ready by itself.
     *
     * @param cancelled asked after the broker, which takes longest, has started: whether to start nothing more
     */
    static Instance start(InstanceSettings settings, BooleanSupplier cancelled) {
        Instance instance = new Instance(settings);
        try {
            KafkaConfig kafka = settings.kafka(instance.broker());
            if (!cancelled.getAsBoolean()) {
                Topics topics = new Topics(kafka, WireFormat.of(kafka));
                try (Admin admin = Admin.create(kafka.clientProperties())) {
                    TopicSetup.ensure(admin, topics);
                }
                instance.services = Optional.of(instance.services(kafka, topics));
            }
            return instance;
        } catch (RuntimeException e) {
            instance.close();
            throw e;
        }
    }

    private String broker() {
        int port = settings.ports().kafka();
        int controller = settings.ports().kafkaController();
        return add("Kafka", EmbeddedKafka.start(settings.data().kafka(), port, controller, Map.of()))
                .bootstrapServers();
    }

    private Services services(KafkaConfig kafka, Topics topics) {
        InstantSource clock = InstantSource.system();
        PrometheusMeterRegistry processing = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Installation installation = new Installation(
                settings.ruleDefaults(),
                topics,
                kafka,
                settings.config().ruleSettings().runbooks());
        StreamProcessorService processor = add(
                "stream-processor",
                StreamProcessorService.start(settings.processor(), installation, clock, processing));
        NotifierService notifier = add(
                "notifier",
                NotifierService.start(settings.notifier(), kafka, topics, text -> System.out.println(text)));
        PrometheusMeterRegistry collecting = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        CollectorService collector =
                add("collector", CollectorService.start(settings.collector(), kafka, topics, clock, collecting));
        collector.watch(SelfMetrics.of(collecting, "collector"));
        collector.watch(SelfMetrics.of(processing, "stream-processor"));
        collector.watch(SelfMetrics.of(notifier.registry(), "notifier"));
        return new Services(collector, processor, notifier);
    }

    private <T extends AutoCloseable> T add(String name, T service) {
        parts.push(new Part(name, service));
        return service;
    }

    InstanceStatus status() {
        return services.map(Instance::status).orElse(InstanceStatus.NONE);
    }

    private static InstanceStatus status(Services services) {
        StreamProcessorStatus processor = services.processor.status();
        return new InstanceStatus(
                services.collector.status().samplesAccepted(),
                processor.series(),
                processor.rules(),
                processor.activeAlerts(),
                processor.watermarkLag(),
                processor.ready() && services.notifier.status().ready());
    }

    /**
     * Brings the rule files into the log. The instance has to be ready.
     *
     * @param soon how long somebody waits for them
     * @return how many rules may be expected to be active by then, at least
     */
    int applyRules(Duration soon) {
        List<RuleSource> files = settings.config().rules();
        List<RuleSource> written =
                settings.ruleFiles(services.orElseThrow().processor.rules()).apply(files);
        return Math.max(
                files.isEmpty() ? 0 : 1,
                written.stream().mapToInt(source -> source.rulesEvery(soon)).sum());
    }

    /** Ends the services, the last one started first; one that fails to end does not keep the others from it. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                part.service.close();
            } catch (Exception e) {
                LOG.warn("the {} did not end cleanly", part.name, e);
            }
        }
    }
}
