package io.tocsin.streamprocessor.rulefiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.rules.RuleFile;
import io.tocsin.promql.rules.RuleGroup;
import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.streamprocessor.control.GeneratedGroup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandSettingsTest {

    private final Problems problems = new Problems();

    private GeneratedGroup read(String yaml) {
        return CommandSettings.read(YamlNode.parse("tocsin.yml", yaml, problems).get("commands"));
    }

    private List<String> rules(String yaml) {
        RuleFile file = RuleFile.parse("commands", read(yaml).yaml(), problems);
        assertThat(problems.list()).isEmpty();
        RuleGroup group = file.groups().getFirst();
        assertThat(group.name()).isEqualTo("tocsin-commands");
        assertThat(group.interval()).contains(Duration.ofSeconds(1));
        return group.rules().stream()
                .map(rule -> rule.name() + group.labelsOf(rule) + " " + rule.text())
                .toList();
    }

    @Test
    void shouldLeaveTheLogAsItIs_whenThereIsNoSuchSection() {
        assertThat(read("evaluation_interval: 5s\n").isEmpty()).isTrue();
    }

    @Test
    void shouldHaveDefaults() {
        assertThat(rules("commands: {}\n"))
                .containsExactly(
                        "tocsin_commands_enabled{} vector(1)",
                        "tocsin_commands_max_per_hour{} vector(20)",
                        "tocsin_commands_dry_run{} vector(0)");
    }

    @Test
    void shouldRecordWhatItSays() {
        assertThat(rules("""
            commands:
              enabled: false
              dry_run: true
              dry_run_commands: [SCALE_OUT, HALT, SCALE_OUT]
              max_per_hour: 3
            """))
                .containsExactly(
                        "tocsin_commands_enabled{} vector(0)",
                        "tocsin_commands_max_per_hour{} vector(3)",
                        "tocsin_commands_dry_run{} vector(1)",
                        "tocsin_commands_dry_run{command=HALT} vector(1)",
                        "tocsin_commands_dry_run{command=SCALE_OUT} vector(1)");
    }

    @Test
    void shouldTellEveryMistake() {
        assertThat(read("""
            commands:
              enable: false
              dry_run_commands: [scale-out]
              max_per_hour: -1
            """).isEmpty()).isFalse();

        assertThat(problems.list())
                .extracting(Problem::toString)
                .satisfiesExactly(
                        first -> assertThat(first).contains("tocsin.yml:2:3", "did you mean \"enabled\"?"),
                        second -> assertThat(second).contains("tocsin.yml:3:", "is not a command's name"),
                        third -> assertThat(third).contains("tocsin.yml:4:", "from 0 to 10000, is -1"));
    }
}
