package io.tocsin.standalone.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks of the catalogue tell what is wrong with a bad one, and nothing about a good one. */
final class CatalogueChecksTest {
    private static final String GOOD_RULES = """
        groups:
          - name: g
            labels: {team: t}
            rules:
              - alert: good
                expr: x > 1
                labels: {severity: high, category: security}
                annotations:
                  summary: s
                  description: d
                  runbook_url: "{{ $externalURL }}/runbooks/good.md"
                  command: SCALE_OUT
                  command_target: t
                  command_reversal: SCALE_IN
        """;
    private static final String GOOD_RUNBOOK = """
        # good

        ## Meaning
        ## Impact
        ## Verify

        ```promql
        sum(x)
        ```

        ## Do
        ## Told
        ## Command

        `SCALE_OUT` to the bridge, taken back with SCALE_IN.
        """;
    private static final String GOOD_TEST = """
        tests:
          - alert_rule_test:
              - {alertname: good, eval_time: 1m}
              - {alertname: good, eval_time: 2m, exp_alerts: [{exp_labels: {}}]}
        """;

    @TempDir
    private Path root;

    @BeforeEach
    void layOut() throws IOException {
        Files.createDirectories(root.resolve("rules/tests"));
        Files.createDirectories(root.resolve("docs/runbooks"));
        write("rules/a.yml", GOOD_RULES);
        write("rules/tests/a.test.yml", GOOD_TEST);
        write("docs/runbooks/good.md", GOOD_RUNBOOK);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(root.resolve(file), text);
    }

    private CatalogueChecks checks() throws IOException {
        return new CatalogueChecks(Catalogue.in(root));
    }

    @Test
    void shouldSayNothing_whenAllIsGood() throws IOException {
        assertThat(checks().missing(List.of("# comment", "good high"))).isEmpty();
        assertThat(checks().labels()).isEmpty();
        assertThat(checks().annotations()).isEmpty();
        assertThat(checks().runbooks()).isEmpty();
        assertThat(checks().expectations()).isEmpty();
    }

    @Test
    void shouldTellAnAlertThatIsMissing_orHasAnotherSeverity() throws IOException {
        assertThat(checks().missing(List.of("other high", "good low"))).containsExactly("other high", "good low");
    }

    @Test
    void shouldTellLabelsAndAnnotations_thatAreMissingOrWrong() throws IOException {
        write("rules/a.yml", """
            groups:
              - name: g
                rules:
                  - alert: bad
                    expr: x
                    labels: {severity: warning, category: weather}
                    annotations: {summary: s, runbook_url: bad.md}
            """);

        assertThat(checks().labels())
                .containsExactly(
                        "rules/a.yml:4:9: bad: severity \"warning\"",
                        "rules/a.yml:4:9: bad: category \"weather\"",
                        "rules/a.yml:4:9: bad: no team");
        assertThat(checks().annotations())
                .containsExactly(
                        "rules/a.yml:4:9: bad: no description",
                        "rules/a.yml:4:9: bad: runbook_url \"bad.md\","
                                + " not \"{{ $externalURL }}/runbooks/bad.md\"");
    }

    @Test
    void shouldTellARunbook_thatIsMissingOrSaysSomethingElse() throws IOException {
        Files.move(root.resolve("docs/runbooks/good.md"), root.resolve("docs/runbooks/bad.md"));
        assertThat(checks().runbooks()).containsExactly("good: no runbook", "bad.md: no alert has this name");

        Files.delete(root.resolve("docs/runbooks/bad.md"));
        String bad =
                GOOD_RUNBOOK.replace("## Do\n", "").replace("sum(x)", "sum(x").replace("SCALE_OUT", "HALT_ALL");
        write("docs/runbooks/good.md", bad);

        List<String> told = checks().runbooks();
        assertThat(told).hasSize(3);
        assertThat(told.getFirst()).contains("its sections are [Meaning, Impact, Verify, Told, Command], not");
        assertThat(told.get(1)).startsWith("good.md: a query: ");
        assertThat(told.getLast())
                .isEqualTo("good.md: it names the commands [HALT_ALL, SCALE_IN], its rule asks for [SCALE_OUT]");
    }

    @Test
    void shouldTellARunbookThatNamesACommand_whenTheRuleHasNone() throws IOException {
        write("rules/a.yml", GOOD_RULES.replaceAll("(?m)^ *command.*\\n", ""));

        assertThat(checks().runbooks())
                .containsExactly("good.md: it names the commands [SCALE_IN, SCALE_OUT], its rule asks for []");
    }

    @Test
    void shouldTellAnAlertThatNoTestSeesFireOrQuiet() throws IOException {
        write("rules/tests/a.test.yml", "tests: []");

        assertThat(checks().expectations())
                .containsExactly("good: no test sees it fire", "good: no test sees it quiet");
    }
}
