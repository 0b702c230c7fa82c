package io.tocsin.standalone.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka broker that is its own controller, in this process, on 127.0.0.1. Its data directory survives it: started
 * again on the same directory it has the same topics, records, groups and transactions, on whatever ports.
 *
 * <p>It is built on Kafka's internal classes, hence this one class and one pinned version. Nothing is replicated and
 * nothing is flushed to the disk by force: a killed process loses nothing, a machine that loses its power may.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final int NODE_ID = 1;
    private static final int ATTEMPTS = 3;

    /** Written last by the formatter, so that a directory that has it is whole. */
    private static final String META = "meta.properties";

    private final KafkaRaftServer server;
    private final int port;
    private boolean closed;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** As {@link #start(Path, Map)}, without overrides. */
    public static EmbeddedKafka start(Path data) {
        return start(data, Map.of());
    }

    /**
     * Starts a broker on free ports of its own choice and returns when it serves.
     *
     * @param overrides broker settings over those of this class, by Kafka's names
     * @throws KafkaStartException when the directory cannot be used
     */
    public static EmbeddedKafka start(Path data, Map<String, String> overrides) {
        KafkaStartException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Integer> ports = Ports.choose(2);
            try {
                return start(data, ports.getFirst(), ports.getLast(), overrides);
            } catch (PortTakenException e) {
                last = e;
            }
        }
        throw new KafkaStartException("found no free ports for the embedded Kafka", last);
    }

    /**
     * Starts a broker on the given ports and returns when it serves.
     *
     * @param data kept across restarts; made and formatted when it is new
     * @param controllerPort where the broker talks to itself; nobody else needs it
     * @throws PortTakenException when something listens on one of the ports
     * @throws KafkaStartException when the directory cannot be used
     */
    public static EmbeddedKafka start(Path data, int port, int controllerPort, Map<String, String> overrides) {
        requireFree(port, "embedded Kafka");
        requireFree(controllerPort, "embedded Kafka's controller");
        KafkaConfig config = new KafkaConfig(properties(data, port, controllerPort, overrides));
        format(data);
        KafkaRaftServer server = null;
        try {
            server = new KafkaRaftServer(config, Time.SYSTEM);
            server.startup();
            return new EmbeddedKafka(server, port);
        } catch (RuntimeException e) {
            if (server != null) {
                server.shutdown();
            }
            throw new KafkaStartException("the embedded Kafka did not start on " + data + ": " + e.getMessage(), e);
        }
    }

    /**
     * What tells the log of a data directory from every other.
     *
     * @param data where a broker has been started
     */
    public static String clusterId(Path data) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(data.resolve(META))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + data.resolve(META), e);
        }
        return properties.getProperty("cluster.id", "");
    }

    private static void requireFree(int port, String owner) {
        if (!Ports.isFree(port)) {
            throw new PortTakenException(port, owner);
        }
    }

    private static void format(Path data) {
        if (Files.exists(data.resolve(META))) {
            return;
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            Files.createDirectories(data);
            new Formatter()
                    .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                    .setNodeId(NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(data.toString()))
                    .setMetadataLogDirectory(data.toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + data, e);
        } catch (Exception e) {
            throw new KafkaStartException("cannot format " + data + " for the embedded Kafka: " + e.getMessage(), e);
        }
    }

    private static Properties properties(Path data, int port, int controllerPort, Map<String, String> overrides) {
        Properties properties = new Properties();
        properties.putAll(BrokerSettings.of(NODE_ID, data, port, controllerPort));
        properties.putAll(overrides);
        return properties;
    }

    /** What clients put into {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The port of 127.0.0.1 that clients connect to. */
    public int port() {
        return port;
    }

    /** Stops the broker and returns when it has stopped; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            server.shutdown();
            server.awaitShutdown();
        }
    }
}
