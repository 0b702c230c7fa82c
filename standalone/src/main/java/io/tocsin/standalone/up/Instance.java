package io.tocsin.standalone.up;

import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.standalone.cli.PortPlan;
import io.tocsin.standalone.kafka.EmbeddedKafka;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every service, running in this process. */
final class Instance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Instance.class);

    private final Deque<Part> parts = new ArrayDeque<>();

    private record Part(String name, AutoCloseable service) {}

    /** @param cancelled asked between two services: whether to start no more of them */
    static Instance start(TocsinConfig config, PortPlan ports, DataDirectory data, BooleanSupplier cancelled) {
        Instance instance = new Instance();
        try {
            instance.startAll(config, ports, data, cancelled);
            return instance;
        } catch (RuntimeException e) {
            instance.close();
            throw e;
        }
    }

    private void startAll(TocsinConfig config, PortPlan ports, DataDirectory data, BooleanSupplier cancelled) {
        EmbeddedKafka broker =
                add("Kafka", EmbeddedKafka.start(data.kafka(), ports.kafka(), ports.kafkaController(), Map.of()));
        if (cancelled.getAsBoolean()) {
            return;
        }
        KafkaConfig kafka = at(broker, config.kafka());
        Topics topics = new Topics(kafka, WireFormat.of(kafka));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicSetup.ensure(admin, topics);
        }
        LOG.debug("{} topics are there", topics.all().size());
    }

    private static KafkaConfig at(EmbeddedKafka broker, KafkaConfig config) {
        return new KafkaConfig(
                broker.bootstrapServers(),
                config.topicPrefix(),
                config.partitions(),
                config.replicationFactor(),
                config.properties(),
                config.registry());
    }

    private <T extends AutoCloseable> T add(String name, T service) {
        parts.push(new Part(name, service));
        return service;
    }

    InstanceStatus status() {
        return new InstanceStatus(0, 0, 0, 0, Duration.ZERO, true);
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
