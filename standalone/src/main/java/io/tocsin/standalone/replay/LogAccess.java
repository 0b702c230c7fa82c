package io.tocsin.standalone.replay;

import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.standalone.cli.Failure;
import io.tocsin.standalone.cli.PortPlan;
import io.tocsin.standalone.kafka.EmbeddedKafka;
import io.tocsin.standalone.up.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The way to a log: over the broker that has it open, or a broker of our own for as long as it is read. */
final class LogAccess implements AutoCloseable {
    /** A broker that only serves a reader must not delete what is being read; a broker that stays will. */
    private static final Map<String, String> READING =
            Map.of("log.initial.task.delay.ms", Integer.toString(Integer.MAX_VALUE));

    private static final int PATIENCE_SECONDS = 10;

    private final KafkaConfig kafka;
    private final String description;
    private final AutoCloseable[] owned;

    private LogAccess(KafkaConfig kafka, String description, AutoCloseable... owned) {
        this.kafka = kafka;
        this.description = description;
        this.owned = owned;
    }

    /**
     * Where to look for the log.
     *
     * @param servers brokers that have it, whatever is in {@code data}
     */
    record Place(Path data, PortPlan ports, Optional<String> servers) {}

    /** @throws Failure if there is no log, or it cannot be reached */
    static LogAccess open(KafkaConfig kafka, Place place) {
        if (place.servers().isPresent()) {
            String servers = place.servers().get();
            return new LogAccess(kafka.withBootstrapServers(servers), "the log of " + servers);
        }
        Path log = DataDirectory.kafka(place.data());
        if (!Files.isDirectory(log)) {
            throw new Failure(place.data().toAbsolutePath().normalize()
                    + " holds no log; say with --data DIR where `tocsin up` keeps it");
        }
        return DataDirectory.openUnlessHeld(place.data())
                .map(directory -> own(kafka, directory))
                .orElseGet(() -> running(kafka, place));
    }

    private static LogAccess own(KafkaConfig kafka, DataDirectory directory) {
        try {
            EmbeddedKafka broker = EmbeddedKafka.start(directory.kafka(), READING);
            KafkaConfig here = kafka.withBootstrapServers(broker.bootstrapServers());
            return new LogAccess(here, "the log in " + directory.root(), broker, directory);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static LogAccess running(KafkaConfig kafka, Place place) {
        KafkaConfig there =
                kafka.withBootstrapServers("127.0.0.1:" + place.ports().kafka());
        String wanted = EmbeddedKafka.clusterId(DataDirectory.kafka(place.data()));
        String found = clusterId(there, place);
        if (!found.equals(wanted)) {
            throw new Failure("the Kafka at " + there.bootstrapServers() + " is not that of " + place.data()
                    + "; give the --port-base that `up` was given");
        }
        return new LogAccess(there, "the log of the running instance at " + there.bootstrapServers());
    }

    private static String clusterId(KafkaConfig kafka, Place place) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_SECONDS * 1_000);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_SECONDS * 500);
        try (Admin admin = Admin.create(properties)) {
            return admin.describeCluster().clusterId().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted while asking " + kafka.bootstrapServers(), e);
        } catch (ExecutionException | TimeoutException e) {
            throw new Failure(
                    place.data() + " is in use, but no Kafka answers at " + kafka.bootstrapServers()
                            + "; give the --port-base that `up` was given",
                    e);
        }
    }

    KafkaConfig kafka() {
        return kafka;
    }

    /** For people. */
    String description() {
        return description;
    }

    @Override
    public void close() {
        for (AutoCloseable each : owned) {
            try {
                each.close();
            } catch (Exception e) {
                throw new Failure("cannot close " + description + ": " + e.getMessage(), e);
            }
        }
    }
}
