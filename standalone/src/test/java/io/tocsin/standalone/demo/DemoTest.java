package io.tocsin.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demonstration, through the real services, as fast as it goes. */
final class DemoTest {
    private static final long START = 1_790_000_040_000L;
    private static final int SPEED = 1000;

    @TempDir
    private Path directory;

    private List<Story.Line> play(String name, long seed, long start) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Story story = new Story(nowhere, false, start);
        try (DemoRun run = new DemoRun(directory.resolve(name), Pace.of(SPEED), new World(seed, start), story, start)) {
            run.play(Scene.END.plus(Duration.ofMinutes(30)), () -> false);
        }
        return story.lines();
    }

    private static List<Story.Line> of(List<Story.Line> lines, Story.Voice voice) {
        return lines.stream().filter(line -> line.voice() == voice).toList();
    }

    @Test
    void shouldTellTheSameStoryTwice_ofAnIncidentThatComesAndGoes() {
        List<Story.Line> first = play("first", 1, START);

        assertThat(of(first, Story.Voice.TOCSIN).stream()
                        .map(line -> line.text().split(":", 2)[0]))
                .containsExactly(
                        "migration_failure_spike is firing",
                        "migration_failure_spike is over; it was",
                        "reserve_ratio_violation is firing",
                        "reserve_ratio_violation is over; it was");
        Stream.of("PagerDuty", "Slack", "SMS", "e-mail").forEach(channel -> {
            List<String> told = of(first, Story.Voice.TOLD).stream()
                    .map(Story.Line::text)
                    .filter(text -> text.startsWith(channel + ": "))
                    .toList();
            // Nobody is sent a text message because something is over.
            assertThat(told).as(channel).hasSize(channel.equals("SMS") ? 2 : 4);
        });

        List<Story.Line> again = play("again", 1, START + 86_400_000 + 60_000);
        assertThat(of(again, Story.Voice.WORLD)).isEqualTo(of(first, Story.Voice.WORLD));
        assertThat(of(again, Story.Voice.TOCSIN)).isEqualTo(of(first, Story.Voice.TOCSIN));
        assertThat(of(again, Story.Voice.TOLD).stream().map(Story.Line::text).sorted())
                .isEqualTo(of(first, Story.Voice.TOLD).stream()
                        .map(Story.Line::text)
                        .sorted()
                        .toList());
    }

    @Test
    void shouldBeAnotherDay_withAnotherSeed() {
        List<WorldEvent> one = new World(1, START).until(START + 600_000);
        List<WorldEvent> same = new World(1, START).until(START + 600_000);
        List<WorldEvent> other = new World(2, START).until(START + 600_000);

        assertThat(one)
                .isEqualTo(same)
                .isNotEqualTo(other)
                .isSortedAccordingTo((a, b) -> Long.compare(a.atMillis(), b.atMillis()));
    }

    @Test
    void shouldWrapWhatIsLong() {
        assertThat(Story.wrapped("word ".repeat(40)).lines())
                .hasSizeGreaterThan(1)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(110));
        assertThat(Story.clock(3_661_000)).isEqualTo("+01:01:01");
    }
}
