package io.tocsin.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.standalone.Tocsin;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rules mutate} as its user meets it. */
final class MutateRulesTest {
    private static final String RULES = """
        groups:
          - name: g
            rules:
              - alert: High
                expr: x > 5.0
        """;
    private static final String TESTS = """
        rule_files: [../rules.yml]
        tests:
          - input_series: [{series: x, values: 5 5.01}]
            alert_rule_test:
              - {alertname: High, eval_time: 0}
              - {alertname: High, eval_time: 1m, exp_alerts: [{}]}
        """;

    @TempDir
    private Path directory;

    private record Run(int exit, String out) {}

    private Run run(String... arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of("rules", "mutate"));
        all.addAll(List.of(arguments));
        int exit = Tocsin.run(new Output(stream, stream), all.toArray(String[]::new));
        return new Run(exit, printed.toString(StandardCharsets.UTF_8).replace(directory + "/", ""));
    }

    private String file(String name, String text) throws Exception {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    private String rules = "";

    @BeforeEach
    void writeRules() throws Exception {
        rules = file("rules.yml", RULES);
    }

    @Test
    void shouldExitWithZero_whenTheTestsBesideTheRulesNoticeEverything() throws Exception {
        file("tests/rules.test.yml", TESTS);

        assertThat(run(rules)).isEqualTo(new Run(0, "rules.yml: 4 mutants of 1 rule, 4 killed, 0 survived: 100.0 %\n"));
    }

    @Test
    void shouldListWhatNobodyNoticed_whenATestIsFarFromTheBoundary() throws Exception {
        String tests = file("far.test.yml", TESTS.replace("../", "").replace("5 5.01", "0 10"));

        Run run = run(rules, "--tests", tests);

        assertThat(run).isEqualTo(new Run(1, """
            rules.yml: 4 mutants of 1 rule, 1 killed, 3 survived: 25.0 %
              rules.yml:5:17: High: > → >=
                x >= 5
              rules.yml:5:19: High: 5.0 → 5.05
                x > 5.05
              rules.yml:5:19: High: 5.0 → 4.95
                x > 4.95
            """));
        assertThat(run(rules, "--tests", tests, "--at-least", "25").exit).isZero();
        assertThat(run(rules, "--tests", tests, "--at-least", "25.1").exit).isOne();
    }

    @Test
    void shouldRefuse_whenATestFailsAnyway() throws Exception {
        file("tests/rules.test.yml", TESTS.replace("5 5.01", "6 6"));

        assertThat(run(rules))
                .isEqualTo(new Run(
                        1,
                        "tocsin: tests/rules.test.yml:5:9: test at line 3: alert High at 0s fails without any change;"
                                + " see tocsin rules test tests/rules.test.yml\n"));
    }

    @Test
    void shouldSayWhatToDo_whenThereAreNoTests() {
        assertThat(run(rules))
                .isEqualTo(new Run(
                        1,
                        "tocsin: there are no tests/*.test.yml beside the rule files; name the tests with --tests\n"));
    }
}
