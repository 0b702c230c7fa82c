package io.tocsin.standalone.up;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.collector.CollectorService;
import io.tocsin.collector.self.SelfMetrics;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.standalone.kafka.EmbeddedKafka;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every service, running in this process. Each has a meter registry of its own, which the collector watches. */
final class Instance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Instance.class);

    private final Deque<Part> parts = new ArrayDeque<>();
    private final BooleanSupplier cancelled;
    private Supplier<InstanceStatus> status = () -> InstanceStatus.NONE;

    private Instance(BooleanSupplier cancelled) {
        this.cancelled = cancelled;
    }

    private record Part(String name, AutoCloseable service) {}

    /**
     * Starts everything, which then becomes ready by itself.
     *
     * @param cancelled asked after the broker, which takes longest, has started: whether to start nothing more
     */
    static Instance start(InstanceSettings settings, BooleanSupplier cancelled) {
        Instance instance = new Instance(cancelled);
        try {
            instance.start(settings);
            return instance;
        } catch (RuntimeException e) {
            instance.close();
            throw e;
        }
    }

    private void start(InstanceSettings settings) {
        KafkaConfig kafka = settings.kafka(broker(settings));
        if (cancelled.getAsBoolean()) {
            return;
        }
        Topics topics = new Topics(kafka, WireFormat.of(kafka));
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            TopicSetup.ensure(admin, topics);
        }
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        CollectorService collector = add(
                "collector",
                CollectorService.start(settings.collector(), kafka, topics, InstantSource.system(), meters));
        collector.watch(SelfMetrics.of(meters, "collector"));
        status = () -> status(collector);
    }

    private String broker(InstanceSettings settings) {
        int port = settings.ports().kafka();
        int controller = settings.ports().kafkaController();
        return add("Kafka", EmbeddedKafka.start(settings.data().kafka(), port, controller, Map.of()))
                .bootstrapServers();
    }

    private <T extends AutoCloseable> T add(String name, T service) {
        parts.push(new Part(name, service));
        return service;
    }

    private static InstanceStatus status(CollectorService collector) {
        return new InstanceStatus(collector.status().samplesAccepted(), 0, 0, 0, Duration.ZERO, true);
    }

    InstanceStatus status() {
        return status.get();
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
