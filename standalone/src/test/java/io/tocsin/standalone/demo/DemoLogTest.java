package io.tocsin.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.avro.ActivityEvent;
import io.tocsin.schemas.avro.ActivityKind;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.standalone.cli.Failure;
import io.tocsin.standalone.kafka.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the demonstration writes its log, and reads it. */
final class DemoLogTest {
    private static final long NOW = InstantSource.system().millis();
    private static final int MANY = 2_000;

    @TempDir
    private static Path directory;

    private static EmbeddedKafka kafka;
    private static KafkaConfig config;
    private static Topics topics;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(directory);
        config = KafkaConfig.local(kafka.bootstrapServers());
        topics = new Topics(config, WireFormat.of(config));
        try (Admin admin = Admin.create(config.clientProperties())) {
            TopicSetup.ensure(admin, topics);
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static WorldEvent event(String subject, String id) {
        ActivityEvent event = ActivityEvent.newBuilder()
                .setEventId(id)
                .setSubject(subject)
                .setTimestamp(NOW)
                .setKind(ActivityKind.LOGIN)
                .build();
        return new WorldEvent(NOW, subject, event);
    }

    @Test
    void shouldReadWhatIsInTheLog_whenItIsClosedBeforeItGotThere() {
        byte[] key = "many".getBytes(StandardCharsets.UTF_8);
        AtomicInteger read = new AtomicInteger();
        try (DemoLog log = new DemoLog(config, topics)) {
            for (int i = 0; i < MANY; i++) {
                log.write(event("many", "a-" + i));
            }
            log.flush();
        }

        new LogWatch(
                        config,
                        List.of(topics.activity()),
                        polled -> read.addAndGet(Arrays.equals(polled.key(), key) ? 1 : 0),
                        _ -> {})
                .close();

        assertThat(read).hasValue(MANY);
    }

    @Test
    void shouldSaySo_whenTheLogDoesNotTakeSomething() {
        try (DemoLog log = new DemoLog(config, topics)) {
            log.write(event("few", "small"));
            assertThatCode(log::flush).doesNotThrowAnyException();

            log.write(event("few", "x".repeat(64 << 20)));

            assertThatThrownBy(() -> log.tick(NOW)).isInstanceOf(Failure.class).hasMessageContaining("does not take");
        }
    }
}
