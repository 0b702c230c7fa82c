package io.tocsin.standalone.deploy;

import io.tocsin.standalone.quality.Reactor;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** The settings of the broker of docker-compose.yml. */
public final class DeployedBroker {
    /** Who and where it is, which every broker has its own way. */
    private static final Set<String> IDENTITY = Set.of(
            "node.id",
            "process.roles",
            "controller.quorum.voters",
            "controller.listener.names",
            "listeners",
            "advertised.listeners",
            "listener.security.protocol.map",
            "inter.broker.listener.name",
            "log.dirs");

    private DeployedBroker() {}

    /** All but who and where it is. */
    public static Map<String, String> settings() throws IOException {
        Map<String, String> settings = new TreeMap<>(all());
        settings.keySet().removeAll(IDENTITY);
        return settings;
    }

    /** As the file has them. */
    public static Map<String, String> all() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Reactor.ROOT.resolve("deploy/kafka/server.properties"))) {
            properties.load(reader);
        }
        Map<String, String> all = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> all.put(name, properties.getProperty(name)));
        return all;
    }
}
