package io.tocsin.standalone.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings of a broker that is alone, shares its machine, and keeps its data for years. */
final class BrokerSettings {
    static final String CONTROLLER = "CONTROLLER";

    private static final String CLIENTS = "PLAINTEXT";
    private static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

    private BrokerSettings() {}

    static Map<String, String> of(int nodeId, Path data, int port, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        settings.putAll(identity(nodeId, data, port, controllerPort));
        settings.putAll(unreplicated());
        settings.putAll(frugal());
        settings.putAll(longLived());
        return settings;
    }

    private static Map<String, String> identity(int nodeId, Path data, int port, int controllerPort) {
        String clients = CLIENTS + "://127.0.0.1:" + port;
        return Map.of(
                "node.id",
                Integer.toString(nodeId),
                "process.roles",
                "broker,controller",
                "listeners",
                clients + "," + CONTROLLER + "://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                clients,
                "listener.security.protocol.map",
                CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
                "controller.listener.names",
                CONTROLLER,
                "controller.quorum.voters",
                nodeId + "@127.0.0.1:" + controllerPort,
                "log.dirs",
                data.toString());
    }

    private static Map<String, String> unreplicated() {
        return Map.of(
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1");
    }

    /** Fewer threads, partitions and buffers than a broker that has a machine to itself. */
    private static Map<String, String> frugal() {
        return Map.ofEntries(
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "2"),
                // 128 MiB by default, allocated at the start.
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024)),
                // An idle controller otherwise writes a record every half second.
                Map.entry("metadata.max.idle.interval.ms", "0"),
                Map.entry("log.retention.check.interval.ms", "60000"));
    }

    private static Map<String, String> longLived() {
        return Map.of(
                // Topics are made by us, with their settings, or not at all.
                "auto.create.topics.enable",
                "false",
                // A task that starts waits for nobody.
                "group.initial.rebalance.delay.ms",
                "0",
                "group.min.session.timeout.ms",
                "1000",
                // Looked at every ten seconds by default, for which whoever takes over from a dead instance would wait.
                "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                "500",
                // By default positions are forgotten after a week without a consumer.
                "offsets.retention.minutes",
                Integer.toString(365 * 24 * 60),
                "message.max.bytes",
                Integer.toString(MAX_MESSAGE_BYTES),
                "replica.fetch.max.bytes",
                Integer.toString(MAX_MESSAGE_BYTES));
    }
}
