package io.tocsin.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.MigrationEventType;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demonstration, through the real services, as fast as it goes. */
final class DemoTest {
    /** Yesterday, for what is older than the log keeps it would be deleted under way. */
    private static final long START = Math.floorDiv(InstantSource.system().millis(), 300_000) * 300_000 - 86_400_000;

    private static final long ANOTHER_HOUR = START + 3_900_000;
    private static final int SPEED = 1000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PART = Duration.ofMinutes(100);

    /** What has begun by then has been told by the end of {@link #PART}. */
    private static final Duration PREFIX = Duration.ofMinutes(95);

    private static final Map<String, List<String>> ALERTS = Map.of(
            "security", List.of("unusual_login_geography", "unusual_access_patterns"),
            "migration_issues", List.of("migration_failure_spike"),
            "system_health", List.of("api_performance_degradation", "system_unavailability", "canister_failure"),
            "reserve_integrity",
                    List.of(
                            "under_collateralized",
                            "reserve_ratio_deviation",
                            "reserve_ratio_deviation_rollback",
                            "reserve_ratio_violation"),
            "user_experience", List.of("user_satisfaction_decline"),
            "business_impact", List.of("feature_usage_anomaly"));

    @TempDir
    private Path directory;

    /** @param told so many times somebody is told; what was decided last is still on its way when the story ends */
    private List<Story.Line> play(String name, long start, Duration length, int told) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Story story = new Story(nowhere, false, start);
        try (DemoRun run = new DemoRun(directory.resolve(name), Pace.of(SPEED), 1, story)) {
            run.prepare(length, () -> false);
            run.play(length, () -> false);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(words(story.lines(), Story.Voice.TOLD)).hasSizeGreaterThanOrEqualTo(told));
        }
        return story.lines();
    }

    /** In the order of event time; what is told of one moment, in any. */
    private static List<String> of(List<Story.Line> lines, Story.Voice voice, Duration until) {
        return lines.stream()
                .filter(line -> line.voice() == voice && line.atMillis() < until.toMillis())
                .map(line -> Story.clock(line.atMillis()) + " " + line.text())
                .sorted()
                .toList();
    }

    /** Between the clock and the first colon or comma. */
    private static List<String> words(List<Story.Line> lines, Story.Voice voice) {
        return of(lines, voice, Duration.ofDays(1)).stream()
                .map(text -> text.substring(text.indexOf(' ') + 1).split("[:,]", 2)[0])
                .toList();
    }

    @Test
    void shouldTellOfEveryCategory_andTheSameAgain() {
        List<Story.Line> lines = play("first", START, Scene.END, 59);

        assertThat(words(lines, Story.Voice.WORLD)).hasSize(Scene.script().size());
        assertThat(words(lines, Story.Voice.TOCSIN))
                .containsExactlyInAnyOrderElementsOf(ALERTS.values().stream()
                        .flatMap(List::stream)
                        .flatMap(alert -> List.of(alert + " is firing", alert + " is over; it was").stream())
                        .toList());
        assertThat(words(lines, Story.Voice.BRIDGE))
                .containsExactly(
                        "ENABLE_SECURITY_MONITORING",
                        "ENABLE_SECURITY_MONITORING",
                        "PAUSE_NEW_MIGRATIONS",
                        "RESUME_MIGRATIONS",
                        "SCALE_OUT",
                        "FALLBACK_TO_BACKUP",
                        "MAINTENANCE_MODE",
                        "END_MAINTENANCE_MODE",
                        "EMERGENCY_PAUSE");
        Map<String, Long> told = new TreeMap<>();
        words(lines, Story.Voice.TOLD).forEach(channel -> told.merge(channel, 1L, Long::sum));
        // Seven are critical, and nobody is sent a text message because something is over; five are not.
        assertThat(told).isEqualTo(Map.of("PagerDuty", 14L, "Slack", 24L, "SMS", 7L, "e-mail", 14L));

        List<Story.Line> again = play("again", ANOTHER_HOUR, PART, 0);

        for (Story.Voice voice : List.of(Story.Voice.WORLD, Story.Voice.TOCSIN, Story.Voice.BRIDGE)) {
            assertThat(of(again, voice, PREFIX)).as(voice.name()).isNotEmpty().isEqualTo(of(lines, voice, PREFIX));
        }
    }

    @Test
    void shouldBeAnotherDay_withAnotherSeed() {
        List<WorldEvent> one = World.today(1, START, new Bridge()).until(START + 600_000);
        List<WorldEvent> same = World.today(1, START, new Bridge()).until(START + 600_000);
        List<WorldEvent> other = World.today(2, START, new Bridge()).until(START + 600_000);

        assertThat(one)
                .isEqualTo(same)
                .isNotEqualTo(other)
                .isSortedAccordingTo((a, b) -> Long.compare(a.atMillis(), b.atMillis()));
    }

    @Test
    void shouldStartNoMigration_whileTheyArePaused() {
        Bridge obedient = new Bridge();
        long paused = obedient.take("PAUSE_NEW_MIGRATIONS", START);
        long resumed = obedient.take("RESUME_MIGRATIONS", START + 900_000);

        List<Long> starts = started(obedient, START + 3_600_000);

        assertThat(paused).isEqualTo(START + 300_000);
        assertThat(starts)
                .anyMatch(at -> at >= START && at < paused)
                .noneMatch(at -> at >= paused && at < resumed)
                .anyMatch(at -> at >= resumed);
        assertThat(started(new Bridge(), START + 3_600_000)).anyMatch(at -> at >= paused && at < resumed);
    }

    private static List<Long> started(Bridge bridge, long until) {
        List<Long> starts = new ArrayList<>();
        for (WorldEvent event : World.today(1, START, bridge).until(until)) {
            if (event.record() instanceof MigrationEvent migration
                    && migration.getType() == MigrationEventType.STARTED) {
                starts.add(event.atMillis());
            }
        }
        return starts;
    }

    @Test
    void shouldBePausedInAnEmergency_untilPeopleReleaseIt() {
        Bridge bridge = new Bridge();
        Script script = new Script(START, false);
        long released = START + Scene.PAUSE_RELEASED.toMillis();
        long paused = bridge.take("EMERGENCY_PAUSE", released - 600_000);

        assertThat(bridge.isPaused(paused - 1, script)).isFalse();
        assertThat(bridge.isPaused(paused, script)).isTrue();
        assertThat(bridge.isPaused(released - 1, script)).isTrue();
        assertThat(bridge.isPaused(released, script)).isFalse();
    }

    @Test
    void shouldListAllCategories_withTheAlertsThatAreExpected() {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        DemoCommand.script(new PrintStream(list, true, StandardCharsets.UTF_8));

        String text = list.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ");
        ALERTS.keySet().forEach(category -> assertThat(text).contains("tocsin " + category + " → "));
        Scene.script().forEach(scene -> assertThat(text).contains(scene.text()));
        ALERTS.forEach((category, alerts) -> {
            String expected = String.join(
                    " ",
                    Scene.script().stream()
                            .filter(scene -> scene.category().equals(category))
                            .map(Scene::expected)
                            .toList());
            assertThat(expected).contains(alerts);
        });
    }

    @Test
    void shouldRaiseOnlyIntervalsThatAreShorter() {
        String text = """
            groups:
              - name: a
                interval: 1s
              - name: b
                interval: 15s
              - name: c
                interval: 5m
            """;

        assertThat(ShippedRules.slower(text, Duration.ofSeconds(15)))
                .isEqualTo(text.replace("interval: 1s", "interval: 15s"));
        assertThat(ShippedRules.ofTheBridge())
                .allSatisfy(file -> assertThat(file.text()).doesNotContain("interval: 1s", "interval: 5s"));
    }

    @Test
    void shouldWrapWhatIsLong() {
        assertThat(Story.wrapped("word ".repeat(40)).lines())
                .hasSizeGreaterThan(1)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(110));
        assertThat(Story.clock(3_661_000)).isEqualTo("+01:01:01");
        assertThat(Story.clock(-61_000)).isEqualTo("-00:01:01");
    }
}
