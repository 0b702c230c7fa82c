package io.tocsin.notifier;

import io.tocsin.schemas.config.YamlNode;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How the notifier runs.
 *
 * @param listenAddress of the HTTP server
 * @param port of the HTTP server; 0: any that is free
 * @param stateDirectory of Kafka Streams; holds nothing that is not in the log as well
 * @param instanceId tells this instance from the others of the installation, and stays the same over restarts
 * @param sessionTimeout after this without a sign of life another instance takes over
 * @param standbys so many other instances keep copies of this one's state
 */
public record ServiceConfig(
        String listenAddress, int port, Path stateDirectory, String instanceId, Duration sessionTimeout, int standbys) {

    public static final int DEFAULT_PORT = 9093;

    public static final ServiceConfig DEFAULT = new ServiceConfig(
            "127.0.0.1", DEFAULT_PORT, Path.of("data", "notifier"), "notifier-1", Duration.ofSeconds(8), 0);

    private static final int MAX_PORT = 65_535;
    private static final Duration MIN_SESSION = Duration.ofSeconds(6);

    /** @param section {@code notifier:} */
    static ServiceConfig read(YamlNode section) {
        int port = section.integer("port", DEFAULT.port);
        if (port < 0 || port > MAX_PORT) {
            section.get("port").problem("must be from 0 to " + MAX_PORT + ", is " + port);
        }
        Duration session = section.duration("session_timeout", DEFAULT.sessionTimeout);
        if (session.compareTo(MIN_SESSION) < 0) {
            section.get("session_timeout").problem("must be at least 6s: brokers refuse less");
        }
        int standbys = section.integer("standbys", DEFAULT.standbys);
        if (standbys < 0) {
            section.get("standbys").problem("must not be negative");
        }
        return new ServiceConfig(
                section.string("listen_address", DEFAULT.listenAddress),
                port,
                Path.of(section.string("state_directory", DEFAULT.stateDirectory.toString())),
                section.string("instance_id", DEFAULT.instanceId),
                session,
                standbys);
    }

    public ServiceConfig withPort(int other) {
        return new ServiceConfig(listenAddress, other, stateDirectory, instanceId, sessionTimeout, standbys);
    }

    public ServiceConfig withStateDirectory(Path other) {
        return new ServiceConfig(listenAddress, port, other, instanceId, sessionTimeout, standbys);
    }
}
