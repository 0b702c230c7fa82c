package io.tocsin.notifier.topology;

import io.tocsin.notifier.group.Decision;
import io.tocsin.notifier.group.Recipient;
import io.tocsin.notifier.route.Route;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotificationEntry;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The topology in a driver, with its clock at a time of the test's choosing. */
final class Driver implements AutoCloseable {

    static final KafkaConfig KAFKA = KafkaConfig.local("127.0.0.1:9092");
    static final Topics TOPICS = new Topics(KAFKA, WireFormat.singleObject());

    final Counted counted = new Counted();
    final AtomicBoolean present = new AtomicBoolean(true);
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, AlertTransition> alerts;
    private final TestOutputTopic<String, NotificationEntry> notifications;
    private Instant now;

    /** What the topology counted. */
    static final class Counted implements DecisionMetrics {
        final Map<Transition, Integer> transitions = new HashMap<>();
        final List<Decision> decisions = new ArrayList<>();
        int unreadable;

        @Override
        public void transition(Transition what) {
            transitions.merge(what, 1, Integer::sum);
        }

        @Override
        public void decided(String receiver, String integration, Decision decision) {
            decisions.add(decision);
        }

        @Override
        public void unreadable(String topic) {
            unreadable++;
        }
    }

    Driver(Route route, Path directory, Instant now) {
        this(
                route,
                Map.of(route.receiver(), List.of(new Recipient(route.receiver(), "webhook[0]", true))),
                directory,
                now);
    }

    /** @param recipients by the name of the receiver */
    Driver(Route route, Map<String, List<Recipient>> recipients, Path directory, Instant now) {
        this.now = now;
        Properties settings = settings(directory, counted);
        GroupingConfig config = new GroupingConfig(route, recipients);
        driver = new TopologyTestDriver(topology(config, () -> present::get, counted, settings), settings, now);
        alerts = driver.createInputTopic(
                TOPICS.alerts().name(),
                new StringSerializer(),
                TOPICS.alerts().valueSerde().serializer());
        notifications = driver.createOutputTopic(
                TOPICS.notifications().name(),
                TOPICS.notifications().keySerde().deserializer(),
                TOPICS.notifications().valueSerde().deserializer());
    }

    static Properties settings(Path directory, DecisionMetrics metrics) {
        Properties settings = new StreamsSettings(directory, "notifier-1", Duration.ofSeconds(8), 0)
                .properties(KAFKA, TOPICS, metrics);
        settings.put("processing.guarantee", "at_least_once");
        return settings;
    }

    static Topology topology(Route route, Presence presence, DecisionMetrics metrics, Properties settings) {
        return topology(new GroupingConfig(route, Map.of()), presence, metrics, settings);
    }

    private static Topology topology(
            GroupingConfig config, Presence presence, DecisionMetrics metrics, Properties settings) {
        return new NotifierTopology(
                        TOPICS.alerts(),
                        TOPICS.notifications(),
                        config,
                        presence,
                        metrics,
                        LongUnaryOperator.identity())
                .build(settings);
    }

    void read(AlertTransition transition) {
        alerts.pipeInput(transition.getFingerprint(), transition, now);
    }

    void readBytes(byte[] value) {
        driver.createInputTopic(TOPICS.alerts().name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("key", value);
    }

    void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    Instant now() {
        return now;
    }

    /** Reason and states of what was decided since the last call: {@code FIRST_NOTIFICATION a+ b-}. */
    List<String> told() {
        return notifications.readKeyValuesToList().stream()
                .map(Driver::describe)
                .toList();
    }

    /** What was decided since the last call. */
    List<Notification> notifications() {
        return notifications.readKeyValuesToList().stream()
                .map(entry -> (Notification) entry.value.getEntry())
                .toList();
    }

    List<String> toldIds() {
        return notifications.readKeyValuesToList().stream()
                .map(entry -> entry.key)
                .toList();
    }

    TestRecord<byte[], byte[]> deadLetter() {
        return driver.createOutputTopic(
                        TOPICS.deadLetters().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecord();
    }

    private static String describe(KeyValue<String, NotificationEntry> entry) {
        Notification notification = (Notification) entry.value.getEntry();
        StringBuilder text = new StringBuilder(notification.getReason());
        notification
                .getAlerts()
                .forEach(alert -> text.append(' ')
                        .append(alert.getLabels().get("instance"))
                        .append(alert.getFiring() ? '+' : '-'));
        return text.toString();
    }

    @Override
    public void close() {
        driver.close();
    }
}
