package io.tocsin.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.config.KafkaConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class KafkaFramePublisherTest {

    /** Port 1 of this machine: nobody listens there. */
    private static final KafkaConfig NOBODY = KafkaConfig.local("127.0.0.1:1");

    private static final PublisherSettings SETTINGS = new PublisherSettings(
            Duration.ofMillis(20), 256 * 1024, 64 * 1024 * 1024, Duration.ofSeconds(10), Duration.ofMillis(100));

    @Test
    void shouldFailWithinItsBound_whenNoBrokerAnswers() {
        try (KafkaFramePublisher publisher = KafkaFramePublisher.open(NOBODY, SETTINGS, "metrics")) {
            CompletableFuture<Void> refused = publisher.publish(new byte[] {1}, 1, new byte[] {2});

            assertThat(refused).isCompletedExceptionally();
            assertThat(publisher.reachable()).isFalse();
        }
    }

    @Test
    void shouldFailAtOnce_whenItIsClosed() {
        KafkaFramePublisher publisher = KafkaFramePublisher.open(NOBODY, SETTINGS, "metrics");
        publisher.close();

        assertThat(publisher.publish(new byte[] {1}, 1, new byte[] {2})).isCompletedExceptionally();
    }

    @Test
    void shouldPromiseWhatTheAnswersPromise_whenTheProducerIsConfigured() {
        assertThat(KafkaFramePublisher.producerProperties(NOBODY, SETTINGS))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("compression.type", "lz4")
                .containsEntry("linger.ms", 20L)
                .containsEntry("batch.size", 256 * 1024)
                .containsEntry("delivery.timeout.ms", 10_000)
                .containsEntry("max.block.ms", 100L);
    }

    @Test
    void shouldKeepKafkasOwnRule_whenTheDeliveryTimeoutIsShort() {
        PublisherSettings hurried = new PublisherSettings(
                Duration.ofMillis(90), 256 * 1024, 64 * 1024 * 1024, Duration.ofMillis(100), Duration.ofMillis(100));

        assertThat(KafkaFramePublisher.producerProperties(NOBODY, hurried))
                .containsEntry("delivery.timeout.ms", 100)
                .containsEntry("request.timeout.ms", 10);
    }
}
