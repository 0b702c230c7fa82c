package io.tocsin.schemas.topics;

import io.tocsin.schemas.avro.ActivityEvent;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.Command;
import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.NotificationEntry;
import io.tocsin.schemas.avro.OperatorAction;
import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.FrameSerde;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.wire.WireFormat;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** All topics of an installation. No other place names one. */
public final class Topics {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration SAMPLES = Duration.ofDays(15);
    private static final Duration REPORTS = Duration.ofHours(6);
    private static final Duration CLOCK = Duration.ofMinutes(10);

    private final KafkaConfig kafka;
    private final WireFormat wire;
    private final Topic<String, MetricFrame> metrics;
    private final Topic<String, MigrationEvent> migrations;
    private final Topic<String, ReserveSnapshot> reserves;
    private final Topic<String, ActivityEvent> activity;
    private final Topic<String, RuleGroupVersion> rules;
    private final Topic<String, MetricFrame> recorded;
    private final Topic<String, AlertTransition> alerts;
    private final Topic<String, OperatorAction> operatorActions;
    private final Topic<String, NotificationEntry> notifications;
    private final Topic<String, Command> commands;
    private final Topic<byte[], byte[]> deadLetters;
    private final Topic<String, byte[]> reports;
    private final Topic<byte[], byte[]> clock;

    public Topics(KafkaConfig kafka, WireFormat wire) {
        this.kafka = kafka;
        this.wire = wire;
        this.metrics = topic("metrics", frames("metrics"), TopicConfigs.events(SAMPLES));
        this.migrations = topic("migrations", MigrationEvent.class, QUARTER);
        this.reserves = topic("reserves", ReserveSnapshot.class, QUARTER);
        this.activity = topic("activity", ActivityEvent.class, MONTH);
        this.rules = topic("rules", wire.serde(RuleGroupVersion.class), TopicConfigs.versions(SAMPLES));
        this.recorded = topic("recorded", frames("recorded"), TopicConfigs.events(SAMPLES));
        this.alerts = topic("alerts", AlertTransition.class, YEAR);
        this.operatorActions = topic("operator-actions", OperatorAction.class, YEAR);
        this.notifications = topic("notifications", NotificationEntry.class, YEAR);
        this.commands = topic("commands", Command.class, QUARTER);
        this.reports = topic("reports", Serdes.ByteArray(), TopicConfigs.arrivals(REPORTS));
        this.deadLetters = bytes("dead-letters", TopicConfigs.arrivals(MONTH));
        this.clock = bytes("clock", TopicConfigs.arrivals(CLOCK));
    }

    private <V extends SpecificRecord> Topic<String, V> topic(String name, Class<V> type, Duration retention) {
        return topic(name, wire.serde(type), TopicConfigs.events(retention));
    }

    private <V> Topic<String, V> topic(String name, Serde<V> values, SortedMap<String, String> config) {
        return new Topic<>(kafka.topicPrefix() + name, Serdes.String(), values, kafka.partitions(), config);
    }

    private Topic<byte[], byte[]> bytes(String name, SortedMap<String, String> config) {
        return new Topic<>(kafka.topicPrefix() + name, Serdes.ByteArray(), Serdes.ByteArray(), 1, config);
    }

    private Serde<MetricFrame> frames(String name) {
        return new FrameSerde(new FrameCodec(wire, kafka.topicPrefix() + name));
    }

    /** Key: {@code RecordKeys}; a source topic. */
    public Topic<String, MetricFrame> metrics() {
        return metrics;
    }

    /** Key: migration id; a source topic. */
    public Topic<String, MigrationEvent> migrations() {
        return migrations;
    }

    /** Key: asset; a source topic. */
    public Topic<String, ReserveSnapshot> reserves() {
        return reserves;
    }

    /** Key: subject; a source topic. */
    public Topic<String, ActivityEvent> activity() {
        return activity;
    }

    /** Key: {@link RuleKeys}; a source topic; every version stands in every partition. */
    public Topic<String, RuleGroupVersion> rules() {
        return rules;
    }

    /** Key: rule; for other programs. */
    public Topic<String, MetricFrame> recorded() {
        return recorded;
    }

    /** Key: fingerprint. */
    public Topic<String, AlertTransition> alerts() {
        return alerts;
    }

    /** Key: subject of the action. */
    public Topic<String, OperatorAction> operatorActions() {
        return operatorActions;
    }

    /** Key: notification id. */
    public Topic<String, NotificationEntry> notifications() {
        return notifications;
    }

    /** Key: target. */
    public Topic<String, Command> commands() {
        return commands;
    }

    /** Key and value as they were received. */
    public Topic<byte[], byte[]> deadLetters() {
        return deadLetters;
    }

    /** Internal: leaves' reports to the roots. Key: rule namespace. */
    public Topic<String, byte[]> reports() {
        return reports;
    }

    /** Internal: what is written here comes back with the brokers' time. */
    public Topic<byte[], byte[]> clock() {
        return clock;
    }

    /** The five topics that are evaluated, and ticked. */
    public List<Topic<?, ?>> sources() {
        return List.of(metrics, migrations, reserves, activity, rules);
    }

    public List<Topic<?, ?>> all() {
        return List.of(
                metrics,
                migrations,
                reserves,
                activity,
                rules,
                recorded,
                alerts,
                operatorActions,
                notifications,
                commands,
                deadLetters,
                reports,
                clock);
    }

    /** How records stand in these topics. */
    public WireFormat wire() {
        return wire;
    }

    /** Of new topics; -1 leaves it to the brokers. */
    public short replicationFactor() {
        return kafka.replicationFactor();
    }
}
