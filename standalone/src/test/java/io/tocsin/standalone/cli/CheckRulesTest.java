package io.tocsin.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.standalone.quality.Reactor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckRulesTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @Test
    void shouldSayWhatRulesCost_whenTheyAreGood() throws Exception {
        Path file = write("good.yml", """
            groups:
              - name: web
                interval: 1s
                rules:
                  - alert: Slow
                    expr: max_over_time(rate(requests_total[5m])[30m:1m]) > 5
                  - record: job:up:sum
                    expr: sum by (job) (up)
            """);

        assertThat(check(file)).isZero();
        assertThat(err).hasToString("");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith(file + ": 1 group, 2 rules\n")
                .containsPattern("web +Slow +1s +35m +1 +30\n")
                .containsPattern("web +job:up:sum +1s +5m +1 +1\n");
    }

    @Test
    void shouldTellEveryProblemOfEveryFile_whenSomeAreBad() throws Exception {
        Path bad = write("bad.yml", """
            groups:
              - name: a
                rules:
                  - alert: First
                    expr: rate(up)
                  - alert: Second
                    expr: sum(
            """);
        Path good = write("good.yml", "groups: []\n");

        assertThat(check(bad, Path.of("absent.yml"), good)).isOne();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(bad + ":5:", bad + ":7:", "absent.yml: there is no such file");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(good + ": 0 groups, 0 rules");
    }

    @Test
    void shouldRefuse_whenAnInstanceCouldNotEvaluate() throws Exception {
        Path bad = write("bad.yml", """
            groups:
              - name: a
                rules:
                  - alert: Range
                    expr: up[5m]
                  - alert: Text
                    expr: '"up"'
                  - alert: Query
                    expr: up
                    annotations: {a: '{{ query "up[5m]" }}'}
                  - alert: Computed
                    expr: up
                    annotations: {b: '{{ query $labels.job }}'}
                  - alert: Number
                    expr: "1"
                  - alert: Good
                    expr: rate(up[5m]) > 0
                    annotations: {c: '{{ query "up" }}'}
            """);
        Path good = write("good.yml", "groups: []\n");

        assertThat(check(bad, good)).isOne();
        assertThat(err.toString(StandardCharsets.UTF_8).lines().filter(line -> !line.contains(": warning: ")))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(bad + ":4:9: \"Range\" cannot be evaluated: "),
                        line -> assertThat(line).startsWith(bad + ":6:9: \"Text\" cannot be evaluated: "),
                        line -> assertThat(line).startsWith(bad + ":8:9: \"Query\" cannot be evaluated: "),
                        line -> assertThat(line).startsWith(bad + ":11:9: \"Computed\" cannot be evaluated: "));
        assertThat(out).hasToString(good + ": 0 groups, 0 rules\n");
    }

    @Test
    void shouldFindNothing_whenTheRulesAreThoseThatShip() throws Exception {
        try (Stream<Path> files = Files.list(Reactor.ROOT.resolve("rules"))) {
            assertThat(check(files.filter(Files::isRegularFile)
                            .filter(file -> file.toString().endsWith(".yml"))
                            .toArray(Path[]::new)))
                    .isZero();
        }
        assertThat(err).hasToString("");
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text);
    }

    private int check(Path... files) {
        Output output = new Output(stream(out), stream(err));
        String[] arguments = Stream.concat(Stream.of("check"), Stream.of(files).map(Path::toString))
                .toArray(String[]::new);
        return Commands.rules(output).execute(arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
