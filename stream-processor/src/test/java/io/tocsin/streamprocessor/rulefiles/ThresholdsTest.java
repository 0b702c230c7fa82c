package io.tocsin.streamprocessor.rulefiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.rules.RuleFile;
import io.tocsin.promql.rules.RuleGroup;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ThresholdsTest {
    private static final String RULES = """
        groups:
          - name: thresholds
            interval: 30s
            rules:
              # How many must have ended.
              - record: threshold:migration_minimum_finished
                expr: vector(20)
              - record: threshold:login_minimum
                expr: vector(-(20))
              - record: threshold:computed
                expr: vector(time())
              - record: other
                expr: vector(3)
          - name: users
            rules:
              - alert: A
                expr: x > scalar(threshold:login_minimum)
                annotations: {summary: "{{ $value }}"}
        """;

    private final Problems problems = new Problems();

    @Test
    void shouldReplaceTheNumber_whenItIsConfigured() {
        RuleSource source = set("migration_minimum_finished: 50\n");

        assertThat(expressions(source))
                .containsExactly(
                        "vector(50)",
                        "vector(-(20))",
                        "vector(time())",
                        "vector(3)",
                        "x > scalar(threshold:login_minimum)");
        assertThat(source.source())
                .isEqualTo("rule_files: rules.yml, with migration_minimum_finished of the configuration");
        assertThat(source.name()).isEqualTo("rules.yml");
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void shouldChangeNothingElse_whenANumberIsReplaced() {
        RuleFile changed = RuleFile.parse("rules.yml", set("login_minimum: 1\n").text(), problems);
        RuleFile original = RuleFile.parse("rules.yml", RULES.replace("-(20)", "1"), problems);

        assertThat(changed.toYaml()).isEqualTo(original.toYaml());
        assertThat(changed.groups().getFirst().interval())
                .isEqualTo(original.groups().getFirst().interval());
    }

    @ParameterizedTest
    @CsvSource({"0.5, vector(0.5)", "-1, vector(-1)", "1e3, vector(1E+3)", "0, vector(0)", "'\"7\"', vector(7)"})
    void shouldTakeAnyNumber_whenItIsFinite(String number, String expression) {
        assertThat(expressions(set("login_minimum: " + number + "\n"))).contains(expression);
        assertThat(problems.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "thresholds:\n", "login_minimum:\n"})
    void shouldLeaveTheFileAsItIs_whenNothingIsConfigured(String section) {
        assertThat(set(section).text()).isEqualTo(RULES);
        assertThat(set(section).source()).isEqualTo("rule_files: rules.yml");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        login_minimum: many     | 2:18: thresholds.login_minimum: must be a number, is "many"
        login_minimum: .nan     | 2:18: thresholds.login_minimum: must be a number, is ".nan"
        login_minimum: NaN      | 2:18: thresholds.login_minimum: must be a number, is "NaN"
        login_minimum: 1e999    | 2:18: thresholds.login_minimum: must be a number, is "1e999"
        login_minimum: 20d      | 2:18: thresholds.login_minimum: must be a number, is "20d"
        login_minimum: [1]      | 2:18: thresholds.login_minimum: must be a single value, is a list
        login_min: 1            | 2:14: thresholds.login_min: is no threshold of the rule files; theirs are: login_minimum, migration_minimum_finished
        other: 1                | 2:10: thresholds.other: is no threshold of the rule files; theirs are: login_minimum, migration_minimum_finished
        computed: 1             | 2:13: thresholds.computed: cannot be set: rules.yml:10:9 computes it, vector(time())
        """)
    void shouldTellWhere_whenItIsAMistake(String setting, String problem) {
        set(setting + "\n");

        assertThat(problems.list()).extracting(Object::toString).contains("tocsin.yml:" + problem);
    }

    @Test
    void shouldSaySo_whenThereAreNoThresholds() {
        Thresholds.set(section("a: 1\n"), List.of());

        assertThat(problems.list()).singleElement().asString().endsWith("they have none");
    }

    @Test
    void shouldApplyAgain_whenOnlyTheConfigurationHasChanged() {
        assertThat(set("login_minimum: 1\n").text())
                .isNotEqualTo(set("login_minimum: 2\n").text());
        assertThat(set("login_minimum: 1\n").text())
                .isEqualTo(set("login_minimum: 1\n").text());
    }

    private RuleSource set(String settings) {
        RuleSource file = RuleSource.file("rules.yml", Path.of("rules.yml"), RULES);
        return Thresholds.set(section(settings), List.of(file)).getFirst();
    }

    private YamlNode section(String settings) {
        String text = settings.startsWith("thresholds") ? settings : "thresholds:\n  " + settings;
        return YamlNode.parse("tocsin.yml", text, problems).get("thresholds");
    }

    private List<String> expressions(RuleSource source) {
        return RuleFile.parse(source.name(), source.text(), problems).groups().stream()
                .map(RuleGroup::rules)
                .flatMap(List::stream)
                .map(rule -> rule.text())
                .toList();
    }
}
