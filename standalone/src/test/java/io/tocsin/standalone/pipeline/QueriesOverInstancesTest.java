package io.tocsin.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.streamprocessor.StreamProcessorService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances, each with some of the partitions: whichever is asked answers for all. */
class QueriesOverInstancesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SOURCES = 20;
    private static final List<String> QUERIES = List.of(
            "sum(heat)",
            "count(heat)",
            "topk(3, heat)",
            "avg by (room) (heat) > 4",
            "heat{instance=\"i-7\"}",
            "quantile(0.5, heat)",
            "room:heat:max",
            "heat[5m]",
            "room:heat:max[5m]",
            "max(room:heat:max) - min(heat)");
    private static final String RULES = """
        groups:
          - name: g
            interval: 1s
            rules:
              - record: room:heat:max
                expr: max by (room) (heat)
        """;

    @TempDir
    Path directory;

    private final QueryClient queries = new QueryClient();

    @Test
    void shouldAnswerTheSame_whicheverInstanceIsAsked() {
        try (RunningProcessor one = new RunningProcessor(directory);
                LogClient client = new LogClient(one.kafka(), one.topics());
                StreamProcessorService two = RunningProcessor.open(one.kafka(), one.topics(), directory, "two")) {
            await().atMost(PATIENCE)
                    .until(() -> one.service().status().partitions() > 0
                            && two.status().partitions() > 0
                            && one.service().status().partitions()
                                            + two.status().partitions()
                                    == 4
                            && one.service().status().ready()
                            && two.status().ready());
            one.service().rules().apply("default", "test", RULES, Optional.empty());
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
                send(client);
                return !queries.ask(one.service(), "room:heat:max", "").isEmpty();
            });

            // The instant of the last evaluation, so that everything is there on either side.
            JsonNode last = queries.ask(one.service(), "room:heat:max", "").get(0);
            String time = last.path("value").get(0).asText();
            for (String query : QUERIES) {
                JsonNode answer = queries.ask(one.service(), query, time);
                assertThat(answer).as(query).isNotEmpty();
                assertThat(queries.ask(two, query, time)).as(query).isEqualTo(answer);
            }
            assertThat(queries.ask(two, "count(heat)", time)
                            .get(0)
                            .path("value")
                            .get(1)
                            .asText())
                    .isEqualTo(Integer.toString(SOURCES));
        }
    }

    private static void send(LogClient client) {
        long now = System.currentTimeMillis();
        for (int i = 0; i < SOURCES; i++) {
            Labels labels = Labels.of(
                    "__name__", "heat", "job", "j", "instance", "i-" + i, "room", i % 3 == 0 ? "kitchen" : "hall");
            client.send(MetricFrame.builder(now).add(labels, i).build());
        }
        client.flush();
    }
}
