package io.tocsin.standalone.bench;

import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.standalone.cli.Failure;
import io.tocsin.standalone.kafka.EmbeddedKafka;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** A broker in this process with a log that reaches back for hours, and nobody who has evaluated it. */
final class PreparedLog implements AutoCloseable {
    private final EmbeddedKafka broker;
    private final Topics topics;
    private final KafkaConfig kafka;
    private final long samples;
    private final Duration span;

    /** @param hours of samples, up to now */
    PreparedLog(Workspace workspace, History.Shape shape, double hours, String rules) {
        this.span = Duration.ofMillis(Math.round(hours * 3_600_000));
        this.broker = EmbeddedKafka.start(workspace.resolve("kafka"));
        this.kafka = KafkaConfig.local(broker.bootstrapServers());
        this.topics = new Topics(kafka, WireFormat.of(kafka));
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            TopicSetup.ensure(admin, topics);
        }
        long now = WallClock.SYSTEM.millis();
        try (History history = new History(kafka, topics)) {
            history.rules(rules, now - span.toMillis());
            this.samples = history.write(shape, now - span.toMillis(), now);
        }
    }

    String servers() {
        return broker.bootstrapServers();
    }

    int partitions() {
        return topics.metrics().partitions();
    }

    long samples() {
        return samples;
    }

    Duration span() {
        return span;
    }

    /** Bytes on disk by topic. */
    Map<String, Long> bytes() {
        Map<String, Long> bytes = new TreeMap<>();
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            admin.describeLogDirs(Set.of(1))
                    .allDescriptions()
                    .get()
                    .values()
                    .forEach(directories -> directories
                            .values()
                            .forEach(directory -> directory.replicaInfos().forEach((partition, replica) -> {
                                bytes.merge(partition.topic(), replica.size(), Long::sum);
                            })));
            return bytes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted while asking for the size of the log", e);
        } catch (ExecutionException e) {
            throw new Failure("the broker does not say how large its log is: " + e.getMessage(), e);
        }
    }

    Set<String> sources() {
        return topics.sources().stream().map(Topic::name).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        broker.close();
    }
}
