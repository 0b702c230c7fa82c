package io.tocsin.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client without a Kafka: it takes what fits, waits for nothing, and loses nothing silently. */
final class AwayTest {

    /** Port 1 of this machine: nobody listens there. And a name that nobody has. */
    private static final String NOBODY = "127.0.0.1:1";

    private static final String UNKNOWN = "kafka.invalid:9092";

    /** Whoever waited for Kafka would wait for a second and more, each of thousands of times. */
    private static final Duration NO_WAIT = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(strings = {NOBODY, UNKNOWN})
    void shouldTakeWhatFitsAndWaitForNothing_whenKafkaIsAway(String servers) {
        TocsinClient client = TocsinClient.to(servers)
                .memoryBytes(1024 * 1024)
                .closeTimeout(Duration.ZERO)
                .connect();
        int taken = 0;
        long start = System.nanoTime();
        for (int i = 0; i < 5_000; i++) {
            taken += client.send(login("u" + i, "x".repeat(1_000))) ? 1 : 0;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        ClientCounts before = client.counts();
        client.close();
        ClientCounts after = client.counts();

        assertThat(took).isLessThan(NO_WAIT);
        assertThat(taken).isBetween(500, 1_048);
        assertThat(before)
                .isEqualTo(new ClientCounts(
                        5_000, 0, Map.of(LossReason.BUFFER_FULL, 5_000L - taken), taken, before.waitingBytes()));
        assertThat(before.waitingBytes()).isBetween(1_000_000L, 1024 * 1024L);
        assertThat(after)
                .isEqualTo(new ClientCounts(
                        5_000,
                        0,
                        Map.of(LossReason.BUFFER_FULL, 5_000L - taken, LossReason.CLOSED, (long) taken),
                        0,
                        0));
    }

    @Test
    void shouldGiveUp_whenTheTimeIsOver() {
        try (TocsinClient client = TocsinClient.to(NOBODY)
                .deliveryTimeout(Duration.ofSeconds(1))
                .closeTimeout(Duration.ZERO)
                .connect()) {
            CompletableFuture<Void> receipt = client.store(login("u", ""));

            await().atMost(20, SECONDS).until(receipt::isDone);

            assertThatThrownBy(receipt::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            RecordLostException.class,
                            lost -> assertThat(lost.reason()).isEqualTo(LossReason.NOT_ACKNOWLEDGED));
            assertThat(client.counts().lost(LossReason.NOT_ACKNOWLEDGED)).isEqualTo(1);
            assertThat(client.counts().waiting()).isZero();
        }
    }

    @Test
    void shouldNotHoldUpOtherTopics_whenOneWaits() throws Exception {
        try (RegistryFake registry = new RegistryFake();
                TocsinClient client = TocsinClient.to(NOBODY)
                        .schemaRegistry(registry.url())
                        .closeTimeout(Duration.ZERO)
                        .connect()) {
            registry.failures = Integer.MAX_VALUE;
            client.send(login("u", ""));
            await().atMost(10, SECONDS).until(() -> registry.failures < Integer.MAX_VALUE);
            client.send(MigrationEvent.builder(MigrationEvent.Type.STARTED)
                    .migrationId("m")
                    .subject("u")
                    .build());
            registry.failures = 0;

            await().atMost(10, SECONDS).until(() -> registry.posted("tocsin.migrations-value") != null);
        }
    }

    @Test
    void shouldRefuse_whenARecordIsTooLarge() {
        try (TocsinClient client =
                TocsinClient.to(NOBODY).closeTimeout(Duration.ZERO).connect()) {
            assertThat(client.send(login("u", "x".repeat(ClientSettings.MAX_RECORD_BYTES))))
                    .isFalse();
            assertThat(client.send(login("u", "x".repeat(ClientSettings.MAX_RECORD_BYTES - 1_000))))
                    .isTrue();
            assertThat(client.counts().lost()).isEqualTo(Map.of(LossReason.TOO_LARGE, 1L));
        }
    }

    @Test
    void shouldTakeNothingMore_whenItIsClosed() {
        TocsinClient client = TocsinClient.connect(NOBODY);
        client.close();
        client.close();

        assertThat(client.send(login("u", ""))).isFalse();
        assertThat(client.store(login("u", ""))).isCompletedExceptionally();
        assertThat(client.counts().lost()).isEqualTo(Map.of(LossReason.CLOSED, 2L));
    }

    @Test
    void shouldCloseInItsTime_whenKafkaIsAway() {
        TocsinClient client =
                TocsinClient.to(NOBODY).closeTimeout(Duration.ofSeconds(1)).connect();
        client.send(login("u", ""));
        long start = System.nanoTime();
        client.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        assertThat(client.counts().lost()).isEqualTo(Map.of(LossReason.CLOSED, 1L));
    }

    @Test
    void shouldTellTheTruth_whenItIsFlushedInVain() throws Exception {
        try (TocsinClient client =
                TocsinClient.to(NOBODY).closeTimeout(Duration.ZERO).connect()) {
            assertThat(client.flush(Duration.ofMillis(10))).isTrue();
            client.send(login("u", ""));
            assertThat(client.flush(Duration.ofMillis(10))).isFalse();
        }
    }

    @Test
    void shouldTellAtOnce_whenASettingIsWrong() {
        ClientBuilder wrong = TocsinClient.to(UNKNOWN).kafkaProperties(Map.of("compression.type", "paper"));

        assertThatThrownBy(wrong::connect).isInstanceOf(KafkaException.class).hasMessageContaining("compression.type");
        assertThatThrownBy(() -> TocsinClient.to(NOBODY).memoryBytes(1024 * 1024 - 1))
                .hasMessageContaining("memoryBytes");
        assertThatThrownBy(() -> TocsinClient.to(NOBODY).memoryBytes(1024L * 1024 * 1024 + 1))
                .hasMessageContaining("memoryBytes");
        assertThatThrownBy(() -> TocsinClient.to(NOBODY).linger(Duration.ofMillis(501)))
                .hasMessageContaining("linger");
        assertThatThrownBy(() -> TocsinClient.to(NOBODY).topicPrefix("a b")).hasMessageContaining("topicPrefix");
    }

    @Test
    void shouldPrintNoSecret_whenSettingsArePrinted() {
        ClientSettings settings = TocsinClient.to(NOBODY)
                .kafkaProperties(Map.of("sasl.jaas.config", "hush"))
                .schemaRegistry("http://r:1", "u", "hush")
                .settings();

        assertThat(settings.toString()).contains("sasl.jaas.config").doesNotContain("hush");
        assertThat(settings.producerProperties())
                .containsEntry("sasl.jaas.config", "hush")
                .containsEntry("acks", "all")
                .containsEntry("buffer.memory", (4 + 1) * 16L * 1024 * 1024)
                .containsEntry("enable.idempotence", true);
    }

    private static ActivityEvent login(String subject, String attribute) {
        return ActivityEvent.builder(ActivityEvent.Kind.LOGIN)
                .subject(subject)
                .attribute("a", attribute)
                .build();
    }
}
