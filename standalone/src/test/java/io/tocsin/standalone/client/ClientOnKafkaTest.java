package io.tocsin.standalone.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Timer;
import io.tocsin.client.ActivityEvent;
import io.tocsin.client.ClientCounts;
import io.tocsin.client.LossReason;
import io.tocsin.client.RecordLostException;
import io.tocsin.client.TocsinClient;
import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.frame.RecordKeys;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.standalone.kafka.EmbeddedKafka;
import io.tocsin.standalone.kafka.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library for producers on a real broker, which goes away and comes back; read with the product's own serdes. */
final class ClientOnKafkaTest {
    @TempDir
    private Path directory;

    private final List<Integer> ports = Ports.choose(2);
    private final KafkaConfig config = KafkaConfig.local("127.0.0.1:" + ports.getFirst());
    private final Topics topics = new Topics(config, WireFormat.of(config));
    private EmbeddedKafka kafka;

    @BeforeEach
    void start() {
        kafka = broker();
        try (Admin admin = Admin.create(config.clientProperties())) {
            TopicSetup.ensure(admin, topics);
        }
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    private EmbeddedKafka broker() {
        return EmbeddedKafka.start(directory, ports.getFirst(), ports.getLast(), Map.of());
    }

    @Test
    void shouldBeReadByTheProduct_whenAPlainApplicationSendsEvents() {
        Examples.events(config.bootstrapServers());

        ConsumerRecord<String, MigrationEvent> migration =
                readAll(topics.migrations()).getFirst();
        ConsumerRecord<String, ReserveSnapshot> reserves =
                readAll(topics.reserves()).getFirst();
        ConsumerRecord<String, io.tocsin.schemas.avro.ActivityEvent> activity =
                readAll(topics.activity()).getFirst();

        assertThat(migration.key())
                .isEqualTo("m-17")
                .isEqualTo(migration.value().getMigrationId());
        assertThat(migration.timestamp()).isEqualTo(migration.value().getTimestamp());
        assertThat(migration.value().getReason()).isEqualTo("timeout");
        assertThat(reserves.key()).isEqualTo("SDX").isEqualTo(reserves.value().getAsset());
        assertThat(reserves.value().getLocked()).isEqualByComparingTo("999999.5");
        assertThat(activity.key()).isEqualTo("user-4711");
        assertThat(activity.value().getCountry()).isEqualTo("DE");
    }

    @Test
    void shouldBeReadByTheProduct_whenAPlainApplicationPublishesItsMeters() {
        Examples.meters(config.bootstrapServers());

        assertThat(lastValues()).anySatisfy((series, value) -> {
            assertThat(series.metricName()).isEqualTo("orders_total");
            assertThat(series.get("country")).isEqualTo("DE");
            assertThat(series.get("job")).isEqualTo("shop");
            assertThat(value).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(classes = {SpringExample.OneBean.class, SpringExample.Telemetry.class})
    void shouldPublishOnItsOwn_whenASpringApplicationHasTheBeans(Class<?> configuration) throws Exception {
        Map<String, String> properties = Map.of("tocsin.kafka", config.bootstrapServers());
        Object made = configuration.getDeclaredConstructor().newInstance();
        try (SpringLike spring = new SpringLike(made, properties)) {
            Timer timer = Timer.builder("http.server.requests")
                    .serviceLevelObjectives(Duration.ofMillis(100))
                    .register(spring.meters());
            timer.record(Duration.ofMillis(50));
            spring.meters().counter("orders").increment(3);

            await().atMost(30, SECONDS)
                    .untilAsserted(
                            () -> assertThat(names()).contains("orders_total", "http_server_requests_seconds_bucket"));
        }

        Map<String, Double> values = new HashMap<>();
        lastValues()
                .forEach((series, value) ->
                        values.put(series.drop(List.of("job", "instance")).toString(), value));
        assertThat(values)
                .containsEntry("orders_total", 3.0)
                .containsEntry("http_server_requests_seconds_bucket{le=\"0.1\"}", 1.0)
                .containsEntry("http_server_requests_seconds_bucket{le=\"+Inf\"}", 1.0)
                .containsEntry("http_server_requests_seconds_count", 1.0)
                .containsEntry("http_server_requests_seconds_sum", 0.05)
                .containsEntry("tocsin_client_records_lost_total{reason=\"refused\", topic=\"tocsin.metrics\"}", 0.0);
    }

    @Test
    void shouldLoseNothingAndKeepTheOrder_whenTheBrokerIsAwayForAWhile() throws Exception {
        try (TocsinClient client = TocsinClient.connect(config.bootstrapServers())) {
            IntStream.range(0, 200)
                    .forEach(i -> assertThat(client.send(login(i))).isTrue());
            assertThat(client.flush(Duration.ofSeconds(30))).isTrue();
            kafka.close();
            IntStream.range(200, 400)
                    .forEach(i -> assertThat(client.send(login(i))).isTrue());
            ClientCounts away = client.counts();
            kafka = broker();
            IntStream.range(400, 600)
                    .forEach(i -> assertThat(client.send(login(i))).isTrue());

            assertThat(client.flush(Duration.ofSeconds(60))).isTrue();
            assertThat(away).isEqualTo(new ClientCounts(400, 200, Map.of(), 200, away.waitingBytes()));
            assertThat(client.counts()).isEqualTo(new ClientCounts(600, 600, Map.of(), 0, 0));
        }

        assertThat(readAll(topics.activity()).stream()
                        .map(login -> login.value().getEventId()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 600).mapToObj(Integer::toString).toList());
    }

    @Test
    void shouldDeliver_whenTheApplicationStartsBeforeTheBroker() throws Exception {
        kafka.close();
        try (TocsinClient client = TocsinClient.connect(config.bootstrapServers())) {
            CompletableFuture<Void> receipt = client.store(login(1));
            await().during(Duration.ofSeconds(2)).until(() -> !receipt.isDone());
            kafka = broker();

            await().atMost(30, SECONDS).until(receipt::isDone);
            assertThat(receipt).isCompleted();
        }

        assertThat(readAll(topics.activity())).hasSize(1);
    }

    @Test
    void shouldSayWhy_whenKafkaRefuses() {
        Map<String, String> small = Map.of("max.request.size", "2000");
        try (TocsinClient client = TocsinClient.to(config.bootstrapServers())
                .kafkaProperties(small)
                .connect()) {
            CompletableFuture<Void> fits = client.store(login(1));
            CompletableFuture<Void> tooLarge = client.store(ActivityEvent.builder(ActivityEvent.Kind.LOGIN)
                    .subject("user")
                    .attribute("a", "x".repeat(2_000))
                    .build());

            assertThat(fits).succeedsWithin(Duration.ofSeconds(30));
            assertThat(tooLarge)
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .withCauseInstanceOf(RecordLostException.class)
                    .withMessageContaining("refused")
                    .withMessageContaining("RecordTooLarge");
            assertThat(client.counts()).isEqualTo(new ClientCounts(2, 1, Map.of(LossReason.REFUSED, 1L), 0, 0));
        }
    }

    /** One user's, so that all have one key. */
    private static ActivityEvent login(int number) {
        return ActivityEvent.builder(ActivityEvent.Kind.LOGIN)
                .eventId(Integer.toString(number))
                .subject("user")
                .build();
    }

    private List<String> names() {
        return lastValues().keySet().stream().map(Labels::metricName).toList();
    }

    /** Without staleness markers; every frame is checked for its key and time. */
    private Map<Labels, Double> lastValues() {
        Map<Labels, Double> last = new HashMap<>();
        for (ConsumerRecord<String, MetricFrame> record : readAll(topics.metrics())) {
            MetricFrame frame = record.value();
            assertThat(record.timestamp()).isEqualTo(frame.timestamp());
            for (int i = 0; i < frame.size(); i++) {
                assertThat(RecordKeys.of(frame.layout().labels(i))).isEqualTo(record.key());
                if (Double.doubleToRawLongBits(frame.values()[i]) != 0x7ff0000000000002L) {
                    last.put(frame.layout().labels(i), frame.values()[i]);
                }
            }
        }
        return last;
    }

    private <V> List<ConsumerRecord<String, V>> readAll(Topic<String, V> topic) {
        List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                .mapToObj(p -> new TopicPartition(topic.name(), p))
                .toList();
        List<ConsumerRecord<String, V>> records = new ArrayList<>();
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                config.clientProperties(),
                topic.keySerde().deserializer(),
                topic.valueSerde().deserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
