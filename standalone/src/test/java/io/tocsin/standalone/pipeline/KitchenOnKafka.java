package io.tocsin.standalone.pipeline;

import static org.awaitility.Awaitility.await;

import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A stream-processor on a broker of its own, and an oven whose temperature it is told. */
final class KitchenOnKafka implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Labels OVEN = Labels.of("__name__", "temperature", "job", "kitchen", "instance", "oven");

    private final RunningProcessor processor;
    private final LogClient log;
    private final HttpClient http = HttpClient.newHttpClient();

    /** Returns when it is ready. */
    KitchenOnKafka(Path directory) {
        this.processor = new RunningProcessor(directory);
        this.log = new LogClient(processor.kafka(), processor.topics());
        awaitReady();
    }

    private void awaitReady() {
        await().atMost(PATIENCE)
                .until(() -> processor.service().status().ready()
                        && processor.service().status().partitions()
                                == processor.topics().metrics().partitions());
    }

    /** Stops the stream-processor and starts it again. */
    void restart() {
        processor.stop();
        processor.startAgain();
        awaitReady();
    }

    /** Writes the groups of a rule file. */
    void apply(String rules) {
        processor.service().rules().apply("default", "test", rules, Optional.empty());
    }

    /** The oven is that hot from now on, until something has come of it. */
    void heatUntil(double value, BooleanSupplier condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            log.send(MetricFrame.builder(System.currentTimeMillis())
                    .add(OVEN, value)
                    .build());
            log.flush();
            return condition.getAsBoolean();
        });
    }

    /** Takes the place of the stream-processor as the one who writes rules. */
    void takeTheWritersPlace() {
        Map<String, Object> properties = processor.kafka().clientProperties();
        properties.put("transactional.id", processor.topics().rules().name() + "-writer-one");
        try (Producer<byte[], byte[]> other =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            other.initTransactions();
        }
    }

    /** Everything committed to a topic. */
    <V> List<V> values(Topic<?, V> topic) {
        return log.values(topic);
    }

    Topics topics() {
        return processor.topics();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + processor.service().port() + path);
    }

    /** What the API answers below {@code /api/v1/}. */
    String get(String path) {
        return send(HttpRequest.newBuilder(uri("/api/v1/" + path)));
    }

    String post(String path, String body) {
        return send(HttpRequest.newBuilder(uri("/api/v1/" + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e.toString();
        }
    }

    @Override
    public void close() {
        http.close();
        log.close();
        processor.close();
    }
}
