package io.tocsin.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.schemas.avro.AlertState;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.standalone.kafka.EmbeddedKafka;
import io.tocsin.streamprocessor.StreamProcessorService;
import io.tocsin.streamprocessor.determinism.OutageLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a real broker: what happened while no processor ran is evaluated when one does, every instant of it. */
class OutageOnKafkaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long HELD_MILLIS = 30_000;

    @TempDir
    Path directory;

    /**
     * The only tick before what a restart needs lies hours back: the restore begins there, and not at the next one, which
     * is the outage's end.
     */
    @Test
    void shouldHoldTheSameSamples_whenItIsRestartedAfterTheOutage() {
        Duration outage = Duration.ofHours(8);
        long end = OutageLog.START + outage.toMillis();
        String time = Long.toString(end / 1000);
        QueryClient queries = new QueryClient();
        try (EmbeddedKafka broker = broker()) {
            KafkaConfig kafka = kafka(broker);
            Topics topics = new Topics(kafka, WireFormat.of(kafka));
            ProcessorChild.Start start = new ProcessorChild.Start(directory.resolve("state"), "one", 0);
            try (LogClient client = new LogClient(kafka, topics)) {
                new GeneratedLogOnKafka(OutageLog.of(kafka.partitions(), end, end, end), topics, client)
                        .writeAtTheirTimes();
                JsonNode before;
                try (StreamProcessorService service = ProcessorChild.open(kafka, start)) {
                    await().atMost(PATIENCE).until(() -> seen(client, topics) >= outage.toMillis() / 5_000);
                    before = queries.ask(service, "count_over_time(heat[5h])", time);
                }
                assertThat(before.path(0).path("value").path(1).asText())
                        .isEqualTo(Long.toString(Duration.ofHours(5).toMillis() / 5_000));
                try (StreamProcessorService service = ProcessorChild.open(kafka, start)) {
                    await().atMost(PATIENCE)
                            .until(() ->
                                    service.status().ready() && service.status().partitions() == kafka.partitions());
                    assertThat(queries.ask(service, "count_over_time(heat[5h])", time))
                            .isEqualTo(before);
                }
            }
        }
    }

    private EmbeddedKafka broker() {
        // The log is years old: the broker must not clean it up while the test runs.
        return EmbeddedKafka.start(directory.resolve("kafka"), Map.of("log.initial.task.delay.ms", "86400000"));
    }

    private static KafkaConfig kafka(EmbeddedKafka broker) {
        KafkaConfig kafka = KafkaConfig.local(broker.bootstrapServers());
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            TopicSetup.ensure(admin, new Topics(kafka, WireFormat.of(kafka)));
        }
        return kafka;
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT10M", "PT6H"})
    void shouldEvaluateEveryMissedInstant_whenTheProcessorWasAway(Duration outage) {
        long end = OutageLog.START + outage.toMillis();
        long hotFrom = OutageLog.START + outage.toMillis() / 2;
        long hotUntil = hotFrom + 60_000;
        try (EmbeddedKafka broker = broker()) {
            KafkaConfig kafka = kafka(broker);
            Topics topics = new Topics(kafka, WireFormat.of(kafka));
            try (LogClient client = new LogClient(kafka, topics)) {
                new GeneratedLogOnKafka(OutageLog.of(kafka.partitions(), end, hotFrom, hotUntil), topics, client)
                        .write(0, 1, 1);
                ProcessorChild.Start start = new ProcessorChild.Start(directory.resolve("state"), "one", 0);
                try (StreamProcessorService service = ProcessorChild.open(kafka, start)) {
                    long instants = outage.toMillis() / 5_000;
                    await().atMost(PATIENCE).until(() -> seen(client, topics) >= instants);
                    assertThat(service.status().alive()).isTrue();
                }
                assertThat(seen(client, topics)).isEqualTo(outage.toMillis() / 5_000);
                List<AlertTransition> alerts = client.values(topics.alerts());
                assertThat(alerts)
                        .extracting(AlertTransition::getState)
                        .containsExactly(AlertState.PENDING, AlertState.FIRING, AlertState.RESOLVED);
                assertThat(alerts)
                        .extracting(AlertTransition::getAt)
                        .containsExactly(hotFrom, hotFrom + HELD_MILLIS, hotUntil);
            }
        }
    }

    /** A rule records a sample at every instant. */
    private static long seen(LogClient client, Topics topics) {
        return client.values(topics.recorded()).stream()
                .map(MetricFrame::layout)
                .filter(layout -> layout.labels(0).metricName().equals("seen"))
                .count();
    }
}
