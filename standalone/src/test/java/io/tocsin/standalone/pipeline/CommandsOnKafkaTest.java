package io.tocsin.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.client.commands.Command;
import io.tocsin.client.commands.CommandListener;
import io.tocsin.standalone.client.CommandExample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private KitchenOnKafka kitchen;

    @BeforeEach
    void start() {
        kitchen = new KitchenOnKafka(directory);
    }

    @AfterEach
    void stop() {
        kitchen.close();
    }

    @Test
    void shouldBeObeyedOnceAndTakenBack_andStopAtTheKillSwitch_alsoOverARestart() {
        kitchen.apply(RULES);
        try (CommandListener _ = listen()) {
            await().atMost(PATIENCE).until(() -> Files.exists(directory.resolve("commands.cursor")));

            kitchen.heatUntil(35, () -> kitchen.get("alerts").contains("firing"));
            assertThat(obeyed).isEmpty();
            kitchen.heatUntil(45, () -> !obeyed.isEmpty());
            kitchen.heatUntil(20, () -> obeyed.size() == 2);
            assertThat(obeyed).containsExactly("COOL_DOWN 45.0", "HEAT_UP 45.0 reversal");
            assertThat(kitchen.get("commands")).contains("\"state\":\"reversed\"", "\"state\":\"open\"");
        }

        turn("{\"stopped\": true, \"by\": \"ada\", \"reason\": \"it said {{ $value\"}");
        // The configuration, applied before any partition has seen the switch turned, does not turn it back.
        kitchen.apply(CONTROLS);
        assertThat(kitchen.get("commands/kill-switch")).contains("\"stopped\":true", "ada", "it said {{ $value");
        kitchen.restart();
        kitchen.heatUntil(45, () -> kitchen.get("commands").contains("\"suppressed\":\"stopped\""));
        assertThat(kitchen.get("commands/kill-switch")).contains("\"stopped\":true", "ada", "it said {{ $value");

        turn("{\"stopped\": false, \"by\": \"ada\"}");
        await().atMost(PATIENCE)
                .until(() -> kitchen.get("query?query=tocsin_commands_stopped").contains("\"0\""));
        kitchen.heatUntil(20, () -> !kitchen.get("alerts").contains("firing"));
        try (CommandListener _ = listen()) {
            kitchen.heatUntil(45, () -> obeyed.size() == 3);
        }

        assertThat(obeyed).containsExactly("COOL_DOWN 45.0", "HEAT_UP 45.0 reversal", "COOL_DOWN 45.0");
        assertThat(kitchen.values(kitchen.topics().commands()))
                .hasSize(4)
                .extracting(command -> command.getId())
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldStopThem_whenAnAttemptBeforeHasFailed() {
        turn("{\"stopped\": true, \"by\": \"ada\", \"reason\": \"a drill\"}");
        kitchen.takeTheWritersPlace();

        String failed = kitchen.post("commands/kill-switch", "{\"stopped\": false, \"by\": \"bob\"}");
        assertThat(failed).contains("unavailable");
        assertThat(kitchen.get("commands/kill-switch")).contains("\"stopped\":true", "ada");

        turn("{\"stopped\": true, \"by\": \"eve\", \"reason\": \"for good\"}");
        assertThat(kitchen.get("commands/kill-switch")).contains("\"stopped\":true", "eve");
    }

    private CommandListener listen() {
        return CommandExample.listen(kitchen.uri(""), directory, this::obey);
    }

    private void obey(Command command) {
        obeyed.add(command.name() + " " + command.cause().value()
                + (command.reversalOf().isPresent() ? " reversal" : ""));
    }

    private void turn(String body) {
        assertThat(kitchen.post("commands/kill-switch", body)).contains("success");
    }
}
