package io.tocsin.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.collector.CollectorConfig;
import io.tocsin.collector.CollectorService;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** The collector on a real broker, which goes away and comes back. */
final class CollectorOnKafkaTest {
    @TempDir
    private Path directory;

    private final List<Integer> ports = Ports.choose(2);
    private final HttpClient http = HttpClient.newHttpClient();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<Double> promised = new CopyOnWriteArrayList<>();
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
    void shouldHaveEverythingThatWasAnswered2xx_whenTheBrokerWasAway() throws Exception {
        // On a busy machine the producer's first look at the topic can take longer than a request may wait.
        await().atMost(Duration.ofSeconds(30)).until(() -> write(0).statusCode() == 204);
        for (int i = 1; i < 10; i++) {
            assertThat(write(i).statusCode()).isEqualTo(204);
        }
        assertThat(collector.ready()).isTrue();
        kafka.close();
        HttpResponse<String> away = write(10);
        boolean ready = collector.ready();
        kafka = broker();
        await().atMost(Duration.ofSeconds(30)).until(() -> write(11).statusCode() == 204);
        for (int i = 12; i < 20; i++) {
            assertThat(write(i).statusCode()).isEqualTo(204);
        }

        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
        assertThat(ready).isFalse();
        assertThat(collector.ready()).isTrue();
        assertThat(promised)
                .containsAll(IntStream.range(0, 10).asDoubleStream().boxed().toList());
        assertThat(readAll()).containsAll(promised);
    }

    /** Ten seconds in CI; {@code -Dkafka.away.seconds=60} for a minute. */
    @Test
    void shouldLoseNothingItPromised_andHoldNoMoreThanItsBuffer_whenTheBrokerIsAwayUnderLoad() throws Exception {
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sender = 0; sender < 8; sender++) {
                senders.execute(() -> send(next, over));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> promised.size() >= 200);
            kafka.close();
            Duration away = Duration.ofSeconds(Integer.getInteger("kafka.away.seconds", 10));
            await().pollInterval(Duration.ofMillis(100))
                    .atMost(away.plusSeconds(10))
                    .during(away)
                    .until(() -> inFlight() <= limit());
            int before = promised.size();
            kafka = broker();
            await().atMost(Duration.ofSeconds(60)).until(() -> promised.size() >= before + 200);
            over.set(true);
        }

        assertThat(limit()).isPositive();
        assertThat(readAll()).containsAll(promised);
    }

    private void send(AtomicInteger next, AtomicBoolean over) {
        while (!over.get()) {
            try {
                write(next.getAndIncrement());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private double inFlight() {
        return registry.get("tocsin.collector.in.flight.bytes").gauge().value();
    }

    private double limit() {
        return registry.get("tocsin.collector.in.flight.bytes.limit").gauge().value();
    }

    private HttpResponse<String> write(int value) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + collector.status().address() + "/api/v1/write");
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Snappy.compress(request(value))))
                        .header("Content-Encoding", "snappy")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 204) {
            promised.add((double) value);
        }
        return answer;
    }

    private static byte[] request(int value) throws IOException {
        byte[] sample = message(out -> {
            out.writeDouble(1, value);
            out.writeInt64(2, InstantSource.system().millis());
        });
        byte[] series = message(out -> {
            out.writeBytes(1, ByteString.copyFrom(label("__name__", "number")));
            out.writeBytes(1, ByteString.copyFrom(label("instance", "here")));
            out.writeBytes(1, ByteString.copyFrom(label("job", "test")));
            out.writeBytes(2, ByteString.copyFrom(sample));
        });
        return message(out -> out.writeBytes(1, ByteString.copyFrom(series)));
    }

    private static byte[] label(String name, String value) throws IOException {
        return message(out -> {
            out.writeString(1, name);
            out.writeString(2, value);
        });
    }

    @FunctionalInterface
    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        fields.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    /** Of all partitions; all records have the key of the one series, so one partition has them all. */
    private List<Double> readAll() {
        String topic = topics.metrics().name();
        List<TopicPartition> partitions = IntStream.range(0, config.partitions())
                .mapToObj(p -> new TopicPartition(topic, p))
                .toList();
        List<Double> values = new ArrayList<>();
        try (KafkaConsumer<String, MetricFrame> consumer = new KafkaConsumer<>(
                config.clientProperties(),
                new StringDeserializer(),
                topics.metrics().valueSerde().deserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    assertThat(record.key()).isEqualTo("test/here");
                    assertThat(record.timestamp()).isEqualTo(record.value().timestamp());
                    values.add(record.value().values()[0]);
                });
            }
        }
        return values;
    }
}
