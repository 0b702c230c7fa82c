package io.tocsin.promql.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The files in the folder rules: a bad one names its problems in its first comments, one a line, in their order. */
final class RuleFileTest {

    private static final Path FILES = Path.of("src", "test", "resources", "rules");

    @TestFactory
    Stream<DynamicTest> shouldAcceptOrRefuse() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException {
        String text = Files.readString(file);
        List<String> expected = text.lines()
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line.substring(2))
                .toList();
        Problems problems = new Problems();

        RuleFile parsed = RuleFile.parse(file.getFileName().toString(), text, problems);

        if (file.toString().endsWith("-good.yml")) {
            assertThat(problems.list()).isEmpty();
            assertThat(reparsed(parsed)).isEqualTo(parsed.toYaml());
        } else {
            List<String> found = problems.list().stream().map(Problem::toString).toList();
            assertThat(found).hasSameSizeAs(expected);
            for (String line : expected) {
                assertThat(found).anySatisfy(problem -> assertThat(problem).startsWith(line));
            }
        }
    }

    private static String reparsed(RuleFile file) {
        Problems problems = new Problems();
        RuleFile again = RuleFile.parse("again", file.toYaml(), problems);
        assertThat(problems.list()).isEmpty();
        return again.toYaml();
    }

    @Test
    void shouldReadEveryKey() throws IOException {
        RuleFile file = read("all-keys-good.yml");

        RuleGroup group = file.groups().getFirst();
        assertThat(group.name()).isEqualTo("hosts");
        assertThat(group.interval()).contains(Duration.ofMinutes(1));
        assertThat(group.queryOffset()).contains(Duration.ofSeconds(30));
        assertThat(group.limit()).isEqualTo(10);
        assertThat(group.position()).hasToString("all-keys-good.yml:3:5");
        RecordingRule recording = (RecordingRule) group.rules().get(0);
        assertThat(recording.name()).isEqualTo("job:up:sum");
        assertThat(group.labelsOf(recording))
                .containsOnly(entry("a.b", "c"), entry("team", "core"), entry("tier", "{{ $labels.tier }}"));
        AlertingRule alert = (AlertingRule) group.rules().get(1);
        assertThat(alert.hold()).isEqualTo(Duration.ofMinutes(5));
        assertThat(alert.keepFiring()).isEqualTo(Duration.ofMinutes(90));
        assertThat(alert.expr()).hasToString("up == 0 unless on (instance) maintenance");
        assertThat(alert.queries(ParseOptions.STABLE)).containsOnlyKeys("up == 0");
    }

    @Test
    void shouldMergeMappings_whenYamlSaysSo() throws IOException {
        List<Rule> rules = read("aliases-good.yml").groups().getFirst().rules();

        assertThat(rules).extracting(Rule::name).containsExactly("One", "Two", "three");
        assertThat(rules).extracting(Rule::text).containsOnly("up == 0");
    }

    @Test
    void shouldWarn_whenARuleIsThereTwice() {
        Problems problems = new Problems();
        String text = """
            groups:
              - name: g
                rules:
                  - {alert: A, expr: up, labels: {severity: page}}
                  - {alert: A, expr: up, labels: {severity: mail}}
                  - {alert: A, expr: up > 1, labels: {severity: page}}
            """;

        RuleFile file = RuleFile.parse("f", text, problems);

        assertThat(problems.list()).isEmpty();
        assertThat(file.warnings())
                .extracting(Problem::toString)
                .containsExactly("f:6:9: the alert \"A\" with the same labels is there twice; first in line 4");
    }

    @Test
    void shouldWarn_whenATemplateMakesUpItsQuery() {
        Problems problems = new Problems();
        String text = """
            groups:
              - name: g
                rules:
                  - alert: A
                    expr: up
                    annotations: {a: "{{ $x := query $labels.job }}"}
            """;

        RuleFile file = RuleFile.parse("f", text, problems);

        assertThat(problems.list()).isEmpty();
        assertThat(file.warnings())
                .singleElement()
                .asString()
                .startsWith("f:6:36: groups[0].rules[0].annotations.a: the expression of this query is made up");
    }

    @Test
    void shouldRefuseExperimentalParts_unlessEnabled() {
        String text = "groups: [{name: g, rules: [{record: a, expr: 'limitk(1, b)'}]}]";
        Problems stable = new Problems();
        Problems experimental = new Problems();

        RuleFile.parse("f", text, stable);
        RuleFile.parse("f", text, ParseOptions.EXPERIMENTAL, experimental);

        assertThat(stable.list()).singleElement().asString().contains("limitk is experimental");
        assertThat(experimental.isEmpty()).isTrue();
    }

    @Test
    void shouldReadNothing_whenTheFileIsEmpty() {
        Problems problems = new Problems();

        assertThat(RuleFile.parse("f", "", problems).groups()).isEmpty();
        assertThat(RuleFile.parse("f", "groups:\n", problems).groups()).isEmpty();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void shouldRefuse_whenThereIsMoreThanOneDocument() {
        Problems problems = new Problems();

        RuleFile.parse("f", "groups: []\n---\ngroups: []\n", problems);

        assertThat(problems.list()).hasSize(1);
    }

    private static RuleFile read(String name) throws IOException {
        return RuleFile.parse(name, Files.readString(FILES.resolve(name)), new Problems());
    }
}
