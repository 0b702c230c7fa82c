package io.tocsin.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.client.commands.Command;
import io.tocsin.client.commands.CommandListener;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.standalone.client.CommandExample;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a rule to whoever obeys: over a real broker, the real routes and the library for consumers. */
class CommandsOnKafkaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RULES = """
        groups:
          - name: alerts
            interval: 1s
            rules:
              - alert: TooHot
                expr: max by (job) (temperature) > 30
                annotations:
                  command: COOL_DOWN
                  command_target: bridge
                  command_when: "> 40"
                  command_ttl: 10m
                  command_reversal: HEAT_UP
        """;
    private static final String CONTROLS = """
        groups:
          - name: tocsin-commands
            interval: 1s
            rules: [{record: tocsin_commands_max_per_hour, expr: vector(7)}]
        """;

    @TempDir
    Path directory;

    private final List<String> obeyed = new CopyOnWriteArrayList<>();
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
    void shouldBeObeyedOnceAndTakenBack_andStopAtTheKillSwitch() throws Exception {
        processor.service().rules().apply("default", "test", RULES, Optional.empty());
        try (CommandListener _ = CommandExample.listen(uri(""), directory, this::obey)) {
            await().atMost(PATIENCE).until(() -> Files.exists(directory.resolve("commands.cursor")));

            heatUntil(35, () -> states("alerts").contains("firing"));
            assertThat(obeyed).isEmpty();
            heatUntil(45, () -> !obeyed.isEmpty());
            heatUntil(20, () -> obeyed.size() == 2);
            assertThat(obeyed).containsExactly("COOL_DOWN 45.0", "HEAT_UP 45.0 reversal");
            assertThat(states("commands")).contains("\"state\":\"reversed\"", "\"state\":\"open\"");

            turn("{\"stopped\": true, \"by\": \"ada\", \"reason\": \"a drill\"}");
            await().atMost(PATIENCE)
                    .until(() -> states("query?query=tocsin_commands_stopped").contains("\"1\""));
            // The configuration, applied anew, does not turn the switch back.
            processor.service().rules().apply("default", "test", CONTROLS, Optional.empty());
            heatUntil(45, () -> states("commands").contains("\"suppressed\":\"stopped\""));
            assertThat(states("commands/kill-switch")).contains("\"stopped\":true", "ada", "a drill");

            turn("{\"stopped\": false, \"by\": \"ada\"}");
            await().atMost(PATIENCE)
                    .until(() -> states("query?query=tocsin_commands_stopped").contains("\"0\""));
            heatUntil(20, () -> !states("alerts").contains("firing"));
            heatUntil(45, () -> obeyed.size() == 3);
        }

        assertThat(obeyed).containsExactly("COOL_DOWN 45.0", "HEAT_UP 45.0 reversal", "COOL_DOWN 45.0");
        assertThat(client.values(processor.topics().commands()))
                .hasSize(4)
                .extracting(command -> command.getId())
                .doesNotHaveDuplicates();
    }

    private void obey(Command command) {
        obeyed.add(command.name() + " " + command.cause().value()
                + (command.reversalOf().isPresent() ? " reversal" : ""));
    }

    private void heatUntil(double value, BooleanSupplier condition) {
        Labels labels = Labels.of("__name__", "temperature", "job", "kitchen", "instance", "oven");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            client.send(MetricFrame.builder(System.currentTimeMillis())
                    .add(labels, value)
                    .build());
            client.flush();
            return condition.getAsBoolean();
        });
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + processor.service().port() + path);
    }

    private String states(String path) {
        return send(HttpRequest.newBuilder(uri("/api/v1/" + path)));
    }

    private void turn(String body) {
        assertThat(send(HttpRequest.newBuilder(uri("/api/v1/commands/kill-switch"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))))
                .contains("success");
    }

    private static String send(HttpRequest.Builder request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e.toString();
        }
    }
}
