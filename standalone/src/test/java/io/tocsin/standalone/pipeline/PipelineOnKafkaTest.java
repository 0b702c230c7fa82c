package io.tocsin.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.schemas.avro.AlertState;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample crosses a threshold and comes back, on a real broker, over a restart of the processor in between. */
class PipelineOnKafkaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String RULES = """
        groups:
          - name: recordings
            interval: 1s
            rules:
              - record: job:temperature:max
                expr: max by (job) (temperature)
          - name: alerts
            interval: 1s
            rules:
              - alert: TooHot
                expr: job:temperature:max > 30
                labels: {severity: critical}
                annotations: {summary: '{{ $labels.job }} is at {{ $value }}'}
        """;

    @TempDir
    Path directory;

    private RunningProcessor processor;
    private LogClient client;

    @BeforeEach
    void start() {
        processor = new RunningProcessor(directory);
        client = new LogClient(processor.kafka(), processor.topics());
        await().atMost(PATIENCE)
                .until(() -> processor.service().status().ready()
                        && processor.service().status().partitions()
                                == processor.topics().metrics().partitions());
    }

    @AfterEach
    void stop() {
        client.close();
        processor.close();
    }

    @Test
    void shouldFireAndResolveOnce_whenASampleCrossesAThreshold_alsoOverARestart() throws Exception {
        processor.service().rules().apply("default", "test", RULES, Optional.empty());

        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            temperature(35);
            return states().equals(List.of(AlertState.PENDING, AlertState.FIRING));
        });
        assertThat(get("/api/v1/alerts")).contains("\"state\":\"firing\"").contains("kitchen is at 35");
        assertThat(get("/api/v1/query?query=job:temperature:max")).contains("\"35\"");
        assertThat(get("/api/v1/query?query=sum(temperature)")).contains("\"35\"");
        assertThat(get("/api/v1/query?query=temperature%5B5m%5D"))
                .contains("\"resultType\":\"matrix\"", "\"instance\":\"oven\"", "\"35\"");

        processor.stop();
        processor.startAgain();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            temperature(20);
            return states().contains(AlertState.RESOLVED);
        });

        assertThat(states()).containsExactly(AlertState.PENDING, AlertState.FIRING, AlertState.RESOLVED);
    }

    private void temperature(double value) {
        Labels labels = Labels.of("__name__", "temperature", "job", "kitchen", "instance", "oven");
        client.send(MetricFrame.builder(System.currentTimeMillis())
                .add(labels, value)
                .build());
        client.flush();
    }

    private List<AlertState> states() {
        return client.values(processor.topics().alerts()).stream()
                .map(AlertTransition::getState)
                .toList();
    }

    private String get(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + processor.service().port() + path);
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
