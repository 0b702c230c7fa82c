package io.tocsin.streamprocessor.ruletest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that have to pass, files that have to fail in just this way, and promtool's own files where they are present. */
class RuleTestFileTest {

    private static final Path OWN = Path.of("src/test/resources/ruletest");
    private static final Path THEIRS = Path.of(System.getProperty("conformance.dir", "."), "promtool");

    static Stream<Path> passing() throws IOException {
        try (Stream<Path> files = Files.list(OWN)) {
            return files.filter(file -> file.getFileName().toString().startsWith("pass-")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("passing")
    void shouldPass(Path file) throws IOException {
        assertThat(shown(run(file))).isEmpty();
        assertThat(run(file)).isNotEmpty();
    }

    @Test
    void shouldShowWhatDiffers_whenItFails() throws IOException {
        assertThat(shown(run(OWN.resolve("fail-differences.yml"))))
                .isEqualTo(Files.readString(OWN.resolve("fail-differences.txt")));
    }

    @Test
    void shouldTellEveryMistake_whenAFileIsBad() throws IOException {
        assertThat(problems(OWN.resolve("bad-everything.yml")))
                .isEqualTo(Files.readString(OWN.resolve("bad-everything.txt")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "long-period.yml",
                "no-test-group-interval.yml",
                "at-modifier-test.yml",
                "negative-offset-test.yml",
                "start-time-test.yml"
            })
    void shouldPass_whenItPassesWithPromtool(String name) throws IOException {
        assertThat(shown(run(theirs(name)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failing.yml",
                "bad-rules-error-test.yml",
                "rules_run.yml",
                "rules_run_fuzzy.yml",
                "rules_run_no_fuzzy.yml",
                "bad-promql.yml"
            })
    void shouldFail_whenItFailsWithPromtool(String name) throws IOException {
        assertThat(shown(run(theirs(name)))).isNotEmpty();
    }

    @Test
    void shouldFailInTheSamePlaces_whenOnlySomeTestsFailWithPromtool() throws IOException {
        assertThat(failedTests("rules_run.yml")).containsExactly("wrong test");
        assertThat(failedTests("rules_run_fuzzy.yml")).containsOnly("wrong fuzzy match");
        assertThat(failedTests("failing.yml")).containsOnly("Failing test", "Failing alert test");
    }

    private static List<String> failedTests(String name) throws IOException {
        return run(theirs(name)).stream()
                .filter(result -> !result.passed())
                .map(RuleTestResult::test)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad-input-series.yml", "bad-rules-syntax-test.yml", "rules_run_extrafields.yml"})
    void shouldBeRefused_whenPromtoolRefusesIt(String name) throws IOException {
        assertThat(problems(theirs(name))).isNotEmpty();
    }

    /** Of native histograms, which are not supported, each expectation fails and says so; all others hold. */
    @Test
    void shouldPassButForNativeHistograms_whenItPassesWithPromtool() throws IOException {
        List<RuleTestResult> results = run(theirs("unittest.yml"));

        assertThat(results.stream().filter(result -> !result.passed()))
                .hasSize(3)
                .allMatch(result -> result.what().contains("test_histogram"))
                .allMatch(result -> result.failure().orElse("").contains("native histograms are not supported"));
        assertThat(results).hasSizeGreaterThan(25);
    }

    private static Path theirs(String name) {
        Path file = THEIRS.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), () -> "skipped: there is no " + file);
        return file;
    }

    private static List<RuleTestResult> run(Path file) throws IOException {
        Problems problems = new Problems();
        RuleTestFile tests = RuleTestFile.read(file, Files.readString(file), problems);
        assertThat(problems.list()).isEmpty();
        return tests.run();
    }

    private static String problems(Path file) throws IOException {
        Problems problems = new Problems();
        RuleTestFile unused = RuleTestFile.read(file, Files.readString(file), problems);
        assertThat(unused.name()).isEqualTo(file.toString());
        return problems.list().stream()
                .map(Problem::toString)
                .map(line -> line.replace(Path.of("").toAbsolutePath() + "/", "") + "\n")
                .collect(Collectors.joining());
    }

    private static String shown(List<RuleTestResult> results) {
        StringBuilder shown = new StringBuilder();
        for (RuleTestResult result : results) {
            result.failure()
                    .ifPresent(failure -> shown.append(result.position())
                            .append(": ")
                            .append(result.test())
                            .append(": ")
                            .append(result.what())
                            .append('\n')
                            .append(failure)
                            .append('\n'));
        }
        return shown.toString();
    }
}
