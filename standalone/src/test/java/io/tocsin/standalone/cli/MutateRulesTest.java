package io.tocsin.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.standalone.cli.RulesCommand.Run;
import java.nio.file.Path;
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

    private final RulesCommand command;

    MutateRulesTest(@TempDir Path directory) {
        this.command = new RulesCommand("mutate", directory);
    }

    private String rules = "";

    @BeforeEach
    void writeRules() throws Exception {
        rules = command.file("rules.yml", RULES);
    }

    @Test
    void shouldExitWithZero_whenTheTestsBesideTheRulesNoticeEverything() throws Exception {
        command.file("tests/rules.test.yml", TESTS);

        assertThat(command.run(rules))
                .isEqualTo(new Run(0, "rules.yml: 4 mutants of 1 rule, 4 killed, 0 survived: 100.0 %\n"));
    }

    @Test
    void shouldListWhatNobodyNoticed_whenATestIsFarFromTheBoundary() throws Exception {
        String tests = command.file("far.test.yml", TESTS.replace("../", "").replace("5 5.01", "0 10"));

        Run run = command.run(rules, "--tests", tests);

        assertThat(run).isEqualTo(new Run(1, """
            rules.yml: 4 mutants of 1 rule, 1 killed, 3 survived: 25.0 %
              rules.yml:5:17: High: > → >=
                x >= 5
              rules.yml:5:19: High: 5.0 → 5.05
                x > 5.05
              rules.yml:5:19: High: 5.0 → 4.95
                x > 4.95
            """));
        assertThat(command.run(rules, "--tests", tests, "--at-least", "25").exit())
                .isZero();
        assertThat(command.run(rules, "--tests", tests, "--at-least", "25.1").exit())
                .isOne();
    }

    @Test
    void shouldRefuse_whenATestFailsAnyway() throws Exception {
        command.file("tests/rules.test.yml", TESTS.replace("5 5.01", "6 6"));

        assertThat(command.run(rules))
                .isEqualTo(new Run(
                        1,
                        "tocsin: tests/rules.test.yml:5:9: test at line 3: alert High at 0s fails without any change;"
                                + " see tocsin rules test tests/rules.test.yml\n"));
    }

    @Test
    void shouldSayWhatToDo_whenThereAreNoTests() {
        assertThat(command.run(rules))
                .isEqualTo(new Run(
                        1,
                        "tocsin: there are no tests/*.test.yml beside the rule files; name the tests with --tests\n"));
    }
}
