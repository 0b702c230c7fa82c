package io.tocsin.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.schemas.avro.AlertState;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotificationEntry;
import io.tocsin.schemas.avro.NotificationOutcome;
import io.tocsin.schemas.avro.TransitionReason;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.standalone.kafka.EmbeddedKafka;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A notifier that is killed hard: nothing it decided is lost, and what it says twice it says under one key. */
class NotifierKillTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int KILLS = Integer.getInteger("notifier.kills", 1);
    private static final int ALERTS_A_PART = 10;

    /** Kept after the test: what the killed processes had to say. */
    private static final File OUTPUT = Path.of("target", "notifier-child.log").toFile();

    @TempDir
    Path directory;

    private EmbeddedKafka broker;
    private Topics topics;
    private LogClient client;
    private WebhookLog webhook;
    private Path config;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedKafka.start(directory.resolve("kafka"));
        KafkaConfig kafka = KafkaConfig.local(broker.bootstrapServers());
        topics = new Topics(kafka, WireFormat.of(kafka));
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            TopicSetup.ensure(admin, topics);
        }
        client = new LogClient(kafka, topics);
        webhook = new WebhookLog();
        config = Files.writeString(directory.resolve("notifier.yml"), """
            kafka: {bootstrap_servers: '%s'}
            notifier:
              port: 0
              session_timeout: 6s
              state_directory: '%s'
              route: {receiver: ops, group_by: [instance], group_wait: 0s, group_interval: 1s}
              receivers: [{name: ops, webhook_configs: [{url: '%s'}]}]
              delivery: {min_backoff: 100ms}
            """.formatted(
                        broker.bootstrapServers(), directory.resolve("state"), webhook.url()));
    }

    @AfterEach
    void stop() {
        webhook.close();
        client.close();
        broker.close();
    }

    private void fire(String instance) {
        Labels labels = Labels.of("alertname", "Down", "instance", instance);
        long now = System.currentTimeMillis();
        AlertTransition transition = AlertTransition.newBuilder()
                .setNamespace("default")
                .setGroup("g")
                .setRule("Down")
                .setLabels(labels.toMap())
                .setFingerprint(labels.fingerprint())
                .setEpisode(instance)
                .setState(AlertState.FIRING)
                .setPreviousState(AlertState.PENDING)
                .setReason(TransitionReason.FOR_ELAPSED)
                .setAt(now)
                .setActiveAt(now)
                .setFiredAt(now)
                .setValue(1)
                .setExpr("up == 0")
                .setVersion("v")
                .build();
        byte[] value = topics.alerts()
                .valueSerde()
                .serializer()
                .serialize(topics.alerts().name(), transition);
        client.send(topics.alerts(), labels.fingerprint().getBytes(StandardCharsets.UTF_8), value, now);
        client.flush();
    }

    private List<NotificationEntry> entries(Class<?> kind) {
        return client.values(topics.notifications()).stream()
                .filter(entry -> kind.isInstance(entry.getEntry()))
                .toList();
    }

    private static Set<String> ids(List<NotificationEntry> entries) {
        return entries.stream().map(NotificationEntry::getNotificationId).collect(Collectors.toSet());
    }

    @Test
    void shouldSendAgainUnderTheSameKey_whenItIsKilledBetweenASendAndItsOutcome() throws Exception {
        Process killed = NotifierChild.start(config, OUTPUT);
        webhook.answer(request -> {
            killed.destroyForcibly();
            return false;
        });
        fire("a");
        await().atMost(PATIENCE).until(() -> !killed.isAlive());
        assertThat(webhook.requests()).hasSize(1);
        assertThat(entries(NotificationOutcome.class)).isEmpty();

        webhook.answer(request -> true);
        Process again = NotifierChild.start(config, OUTPUT);
        try {
            await().atMost(PATIENCE)
                    .until(() -> entries(NotificationOutcome.class).size() == 1);
        } finally {
            again.destroyForcibly().waitFor();
        }

        assertThat(webhook.requests()).hasSize(2);
        assertThat(webhook.requests().getFirst()).isEqualTo(webhook.requests().getLast());
        assertThat(entries(Notification.class)).hasSize(1);
        assertThat(ids(entries(Notification.class)))
                .containsExactly(webhook.requests().getFirst().id());
    }

    @Test
    void shouldDecideEachOnceAndDeliverAll_whenItIsKilledUnderLoad() throws Exception {
        for (int part = 0; part <= KILLS; part++) {
            int decided = (part + 1) * ALERTS_A_PART;
            Process child = NotifierChild.start(config, OUTPUT);
            try {
                for (int i = 0; i < ALERTS_A_PART; i++) {
                    fire(part + "-" + i);
                }
                // Killed in the midst of it, but for the last time.
                int wanted = part < KILLS ? decided - ALERTS_A_PART / 2 : decided;
                await().atMost(PATIENCE)
                        .until(() -> entries(NotificationOutcome.class).size() >= wanted);
            } finally {
                child.destroyForcibly().waitFor();
            }
        }

        List<NotificationEntry> decisions = entries(Notification.class);
        assertThat(decisions).hasSize((KILLS + 1) * ALERTS_A_PART);
        assertThat(ids(decisions)).hasSameSizeAs(decisions);
        assertThat(decisions.stream().map(NotifierKillTest::instance)).doesNotHaveDuplicates();
        Map<String, String> bodies = new HashMap<>();
        webhook.requests()
                .forEach(request -> assertThat(bodies.merge(request.id(), request.body(), (a, b) -> a))
                        .isEqualTo(request.body()));
        assertThat(bodies.keySet()).isEqualTo(ids(decisions));
    }

    private static String instance(NotificationEntry entry) {
        Notification notification = (Notification) entry.getEntry();
        return notification.getReason() + " " + notification.getGroupLabels().get("instance");
    }
}
