package io.tocsin.streamprocessor.rulefiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.rules.RecordingRule;
import io.tocsin.promql.rules.RuleFile;
import io.tocsin.promql.rules.RuleGroup;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleSettingsTest {
    private static final String NO_RULES = "rule_files: [none.yml]\n";

    @TempDir
    private Path directory;

    private final Problems problems = new Problems();

    @Test
    void shouldRecordEachMember_whenItIsConfigured() throws Exception {
        RuleGroup group = expected("""
            expected:
              learn: 0
              members:
                - {job: node, instance: "a:9100"}
                - {job: canister, instance: ledger, role: canister}
            """).orElseThrow();

        assertThat(group.name()).isEqualTo("tocsin-expected");
        assertThat(group.rules())
                .extracting(rule -> rule.name() + " " + rule.text() + " " + group.labelsOf(rule))
                .containsExactly(
                        "tocsin_expected_member vector(1) {instance=a:9100, job=node, source=configured}",
                        "tocsin_expected_member vector(1) "
                                + "{instance=ledger, job=canister, role=canister, source=configured}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\\",
                "'",
                "a: b",
                "# no comment",
                "{{ $x }}",
                "- a",
                "\n",
                "\u0007",
                "ü€\uD83D\uDE00",
                "null"
            })
    void shouldKeepLabels_whateverTheirCharacters(String value) throws Exception {
        String quoted = "'" + value.replace("'", "''") + "'";
        String yaml =
                value.equals("\n") || value.equals("\u0007") ? "\"\\u%04x\"".formatted((int) value.charAt(0)) : quoted;

        RuleGroup group = expected("expected: {members: [{job: node, instance: " + yaml + "}]}\n")
                .orElseThrow();

        assertThat(group.labelsOf(group.rules().getFirst())).containsEntry("instance", value);
    }

    @Test
    void shouldLearnForSixHours_whenNothingIsSaid() throws Exception {
        RuleGroup group = expected("").orElseThrow();

        assertThat(group.interval()).contains(Duration.ofMinutes(1));
        assertThat(group.rules()).singleElement().satisfies(rule -> {
            assertThat(rule).isInstanceOf(RecordingRule.class);
            assertThat(rule.text()).contains("present_over_time(up[6h])", "present_over_time(probe_success[6h])");
            assertThat(group.labelsOf(rule)).isEqualTo(Map.of("source", "learned"));
        });
    }

    @Test
    void shouldRecordWhatIsIgnored_beforeItIsLearned() throws Exception {
        RuleGroup group = expected("expected: {ignore: [{job: a}, {instance: b}, {job: a, instance: b}]}\n")
                .orElseThrow();

        assertThat(group.rules())
                .extracting(rule -> rule.name() + " " + group.labelsOf(rule))
                .containsExactly(
                        "tocsin_expected_ignored {instance=, job=a}",
                        "tocsin_expected_ignored {instance=b, job=}",
                        "tocsin_expected_ignored {instance=b, job=a}",
                        "tocsin_expected_member {source=learned}");
    }

    @Test
    void shouldMakeNoGroup_whenNothingIsExpected() throws Exception {
        assertThat(expected("expected: {learn: 0}\n")).isEmpty();
    }

    @Test
    void shouldLeaveTheLogAlone_whenItNamesNoRules() {
        assertThat(read("expected:\n").files()).isEmpty();
        assertThat(read("expected: {learn: 1h}\n").files()).hasSize(1);
        assertThat(problems.list()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        members: [{instance: b}]                                   | 2:23: expected.members[0].job: is required
        members: [{job: a}]                                        | 2:23: expected.members[0].instance: is required
        members: [{job: a, instance: b}, {instance: b, job: a}]    | 2:46: expected.members[1]: the job "a" with the instance "b" is a member already
        members: [{job: a, instance: b, source: c}]                | 2:53: expected.members[0].source: "source" is not yours to set here
        members: [{job: a, instance: b, no-name: c}]               | 2:54: expected.members[0].no-name: "no-name" is no label name
        learn: 299s                                                | 2:20: expected.learn: must be at least 5m, or 0 to learn none
        ignore: [{}]                                               | 2:22: expected.ignore[0]: needs a job, an instance, or both
        ignore: [{role: a}]                                        | 2:23: expected.ignore[0].role: unknown key; known here: instance, job
        lern: 6h                                                   | 2:13: expected.lern: unknown key; did you mean "learn"?
        """)
    void shouldTellWhere_whenTheSectionHasAMistake(String section, String problem) {
        read("\nexpected: { " + section + " }\n");

        assertThat(problems.list()).extracting(Object::toString).contains("tocsin.yml:" + problem);
    }

    @Test
    void shouldLearn_whenTheTimeIsTheShortest() throws Exception {
        assertThat(expected("expected: {learn: 5m}\n").orElseThrow().rules()).hasSize(1);
    }

    @Test
    void shouldTellBoth_whenARuleFileHasAGroupOfThatName() throws Exception {
        Files.writeString(directory.resolve("mine.yml"), "groups: [{name: tocsin-expected, rules: []}]\n");

        read("rule_files: [mine.yml]\n");

        assertThat(problems.list()).singleElement().asString().contains("\"tocsin-expected\"", "mine.yml:1:");
    }

    /** The generated group, as the log gets it, of a configuration that also names a rule file. */
    private Optional<RuleGroup> expected(String configuration) throws Exception {
        Files.writeString(directory.resolve("none.yml"), "groups: []\n");
        List<RuleSource> generated = read(NO_RULES + configuration).files().stream()
                .filter(source -> source.source().equals("configuration: expected"))
                .toList();
        assertThat(problems.list()).isEmpty();
        return generated.stream()
                .flatMap(source -> RuleFile.parse(source.name(), source.text(), problems).groups().stream())
                .findFirst();
    }

    private RuleSettings read(String configuration) {
        YamlNode root = YamlNode.parse("tocsin.yml", configuration, problems);
        return RuleSettings.read(root, directory, problems);
    }
}
