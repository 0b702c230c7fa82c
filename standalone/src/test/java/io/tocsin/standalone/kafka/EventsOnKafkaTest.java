package io.tocsin.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.collector.CollectorConfig;
import io.tocsin.collector.CollectorService;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Domain events on a real broker, each kind in its topic; and the broker goes away and comes back. */
final class EventsOnKafkaTest {
    @TempDir
    private Path directory;

    private final List<Integer> ports = Ports.choose(2);
    private final HttpClient http = HttpClient.newHttpClient();
    private final long now = InstantSource.system().millis();
    private EmbeddedKafka kafka;
    private KafkaConfig config;
    private Topics topics;
    private CollectorService collector;

    @BeforeEach
    void start() {
        kafka = broker();
        config = KafkaConfig.local(kafka.bootstrapServers());
        topics = new Topics(config, WireFormat.of(config));
        try (Admin admin = Admin.create(config.clientProperties())) {
            TopicSetup.ensure(admin, topics);
        }
        Problems problems = new Problems();
        String yaml = "{port: 0, host_metrics: {enabled: false}, buffer: {publish_timeout: 1s}}";
        CollectorConfig settings = CollectorConfig.read(YamlNode.parse("test.yml", yaml, problems), problems);
        problems.throwIfAny();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        collector = CollectorService.start(settings, config, topics, InstantSource.system(), registry);
    }

    @AfterEach
    void stop() {
        collector.close();
        kafka.close();
    }

    private EmbeddedKafka broker() {
        return EmbeddedKafka.start(directory, ports.getFirst(), ports.getLast(), Map.of());
    }

    @Test
    void shouldStandInItsTopicUnderItsKey_whateverTheKind() throws Exception {
        String migration = "{'eventId':'e1','migrationId':'m1','subject':'u1','timestamp':%d,'type':'STARTED'}";
        String reserves = "{'eventId':'r1','asset':'a','timestamp':%d,'supply':'1.000000000000000001','locked':1}";

        assertThat(post("/v1/migrations", migration).statusCode()).isEqualTo(200);
        assertThat(post("/v1/reserves", reserves).statusCode()).isEqualTo(200);
        assertThat(login(1).statusCode()).isEqualTo(200);

        assertThat(readAll(topics.migrations())).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("m1");
            assertThat(record.timestamp()).isEqualTo(now);
            assertThat(record.value().getEventId()).isEqualTo("e1");
        });
        assertThat(readAll(topics.reserves())).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("a");
            assertThat(record.value().getSupply()).isEqualTo("1.000000000000000001");
        });
        assertThat(readAll(topics.activity()))
                .singleElement()
                .satisfies(record -> assertThat(record.key()).isEqualTo("u1"));
        assertThat(readAll(topics.metrics())).isEmpty();
    }

    @Test
    void shouldHaveEverythingThatWasAnswered2xx_whenTheBrokerWasAway() throws Exception {
        assertThat(login(1).statusCode()).isEqualTo(200);
        kafka.close();
        HttpResponse<String> away = login(2);
        kafka = broker();
        await().atMost(Duration.ofSeconds(30)).until(() -> login(3).statusCode() == 200);

        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
        assertThat(readAll(topics.activity()))
                .extracting(record -> record.value().getEventId())
                .contains("a1", "a3");
    }

    private HttpResponse<String> login(int id) throws IOException, InterruptedException {
        return post("/v1/activity", "{'eventId':'a" + id + "','subject':'u1','timestamp':%d,'kind':'LOGIN'}");
    }

    private HttpResponse<String> post(String path, String event) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + collector.status().address() + path);
        String json = event.formatted(now).replace('\'', '"');
        return http.send(
                HttpRequest.newBuilder(uri)
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .header("Content-Type", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
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
