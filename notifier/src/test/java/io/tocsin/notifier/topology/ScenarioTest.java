package io.tocsin.notifier.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.labels.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Decisions by data files: each file of {@code scenarios} through the topology, step by step. */
class ScenarioTest {

    private static final Path FILES = Path.of("src/test/resources/scenarios");
    private static final Instant T0 = Instant.parse("2026-03-01T03:00:00Z");

    /** As often as the topology looks at its timers. */
    private static final Duration TURN = Duration.ofMillis(100);

    private static final int MOST_TURNS = 2_000;

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> shouldTellWhatTheFileSays() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), file.toUri(), () -> run(file)));
        }
    }

    private void run(Path file) throws IOException {
        Scenario scenario = Scenario.read(file);
        Map<Labels, Instant> firing = new HashMap<>();
        Path state = directory.resolve(file.getFileName().toString());
        try (Driver driver = new Driver(scenario.route(), scenario.recipients(), state, T0)) {
            for (Scenario.Step step : scenario.steps()) {
                advance(driver, T0.plus(step.at()));
                for (Labels alert : step.fire()) {
                    firing.put(alert, driver.now());
                    driver.read(new Transitions(alert.get("alertname"), alert).firing(driver.now()));
                }
                for (Labels alert : step.resolve()) {
                    Instant since = firing.getOrDefault(alert, driver.now());
                    driver.read(new Transitions(alert.get("alertname"), alert).resolved(since, driver.now()));
                }
                assertThat(driver.notifications().stream()
                                .map(ScenarioTest::describe)
                                .sorted())
                        .as("%s at %s", file.getFileName(), step.at())
                        .containsExactlyElementsOf(step.told().stream().sorted().toList());
            }
        }
    }

    /** In turns, so that timers run out where they would. */
    private static void advance(Driver driver, Instant to) {
        Duration whole = Duration.between(driver.now(), to);
        Duration turn = whole.dividedBy(MOST_TURNS).compareTo(TURN) > 0 ? whole.dividedBy(MOST_TURNS) : TURN;
        while (driver.now().isBefore(to)) {
            Duration left = Duration.between(driver.now(), to);
            driver.pass(left.compareTo(turn) < 0 ? left : turn);
        }
    }

    private static String describe(Notification notification) {
        StringBuilder text =
                new StringBuilder(notification.getReceiver()).append(' ').append(notification.getReason());
        notification
                .getAlerts()
                .forEach(alert -> text.append(' ')
                        .append(alert.getLabels().get("alertname"))
                        .append('/')
                        .append(alert.getLabels().get("instance"))
                        .append(alert.getFiring() ? '+' : '-'));
        return text.toString();
    }

    /** The negative control: a runner that would let anything pass would let this pass as well. */
    @Test
    void shouldFail_whenAFileSaysSomethingElse() throws IOException {
        Path wrong = Files.writeString(directory.resolve("wrong.yml"), """
            route: {receiver: ops, group_wait: 10s}
            receivers: {ops: true}
            steps:
              - {at: 0s, fire: ['Cpu a'], told: ['ops FIRST_NOTIFICATION Cpu/a+']}
            """);

        assertThatThrownBy(() -> run(wrong))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("wrong.yml at PT0S");
    }
}
