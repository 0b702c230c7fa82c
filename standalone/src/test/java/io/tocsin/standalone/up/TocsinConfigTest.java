package io.tocsin.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.config.ConfigException;
import io.tocsin.standalone.cli.Failure;
import io.tocsin.standalone.quality.Reactor;
import io.tocsin.streamprocessor.rulefiles.RuleSource;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TocsinConfigTest {
    @TempDir
    private Path directory;

    @Test
    void shouldReadWithoutAProblem_whenItIsTheOneThatUpUses() {
        TocsinConfig config = TocsinConfig.read(Reactor.ROOT.resolve("config/tocsin.yml"));

        assertThat(config.rules()).extracting(RuleSource::name).contains("../rules/estate.yml");
    }

    @Test
    void shouldStillReadWithoutAProblem_whenEverySettingItShowsIsTakenIn() throws Exception {
        String example = Files.readString(Reactor.ROOT.resolve("config/tocsin.yml"));
        // Prose is a number sign, one space and a word; anything else after a number sign is a setting.
        String taken = example.replaceAll("(?m)^#(?! \\S)", "");
        Path beside = Files.createDirectories(directory.resolve("config/rules")).resolveSibling("tocsin.yml");
        Files.createDirectories(directory.resolve("rules"));
        Files.copy(Reactor.ROOT.resolve("rules/estate.yml"), directory.resolve("rules/estate.yml"));

        TocsinConfig config = TocsinConfig.read(Files.writeString(beside, taken));

        assertThat(taken).contains("\nkafka:\n", "\n  partitions: 4\n");
        TocsinConfig defaults = TocsinConfig.read(write(""));
        assertThat(config.kafka()).isEqualTo(defaults.kafka());
        assertThat(config.collector()).isEqualTo(defaults.collector());
        assertThat(config.processor()).isEqualTo(defaults.processor());
        assertThat(config.notifier().delivery()).isEqualTo(defaults.notifier().delivery());
        assertThat(config.notifier().service()).isEqualTo(defaults.notifier().service());
        assertThat(config.notifier().links()).isEqualTo(defaults.notifier().links());
        assertThat(config.ruleDefaults().evaluationInterval())
                .isEqualTo(defaults.ruleDefaults().evaluationInterval());
    }

    @Test
    void shouldTellEveryMistakeWithItsPlace_whenThereAreSeveral() throws Exception {
        Path file = write("""
            kafka:
              bootstrap_servers: elsewhere:9092
              partitions: many
            rule_files:
              - rules/*.yml
              - absent.yml
            colector:
              port: 1
            """);

        assertThatThrownBy(() -> TocsinConfig.read(file))
                .isInstanceOf(ConfigException.class)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).lines())
                        .hasSize(5)
                        .allMatch(line -> line.startsWith(file + ":"))
                        .anySatisfy(line -> assertThat(line).startsWith(file + ":2:22: kafka.bootstrap_servers: "))
                        .anySatisfy(line -> assertThat(line).startsWith(file + ":3:15: kafka.partitions: "))
                        .anySatisfy(line -> assertThat(line).startsWith(file + ":5:5: rule_files[0]: "))
                        .anySatisfy(line -> assertThat(line).startsWith(file + ":6:5: rule_files[1]: "))
                        .anySatisfy(line -> assertThat(line)
                                .startsWith(file + ":7:1: colector: ")
                                .contains("\"collector\"")));
    }

    @Test
    void shouldFindRuleFilesBesideIt_whenTheyArePatterns() throws Exception {
        Files.createDirectories(directory.resolve("rules"));
        Files.writeString(directory.resolve("rules/b.yml"), "groups: []\n");
        Files.writeString(directory.resolve("rules/a.yml"), "groups: []\n");
        Files.writeString(directory.resolve("rules/a.txt"), "no rules");

        assertThat(TocsinConfig.read(write("rule_files: [rules/*.yml]\n")).rules())
                .filteredOn(RuleSource::isFile)
                .extracting(RuleSource::name)
                .containsExactly("rules/a.yml", "rules/b.yml");
    }

    @Test
    void shouldTellMistakesOfRuleFiles_whenThereAreSome() throws Exception {
        String rule = "groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: up =\n";
        Files.writeString(directory.resolve("a.yml"), rule);
        Files.writeString(directory.resolve("b.yml"), rule.replace("up =", "up"));
        Path config = write("rule_files: [a.yml, b.yml]\n");

        assertThatThrownBy(() -> TocsinConfig.read(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(directory.resolve("a.yml") + ":5:")
                .hasMessageContaining("there is a group \"a\" at " + directory.resolve("a.yml"));
    }

    @Test
    void shouldRefuseRules_whenTheyCouldNotBeEvaluated() throws Exception {
        Files.writeString(
                directory.resolve("a.yml"),
                "groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: up[5m]\n");
        Path config = write("rule_files: [a.yml]\n");

        assertThatThrownBy(() -> TocsinConfig.read(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(directory.resolve("a.yml") + ":4:9: \"A\" cannot be evaluated: ");
    }

    @Test
    void shouldWatchNothingMore_whenTheFileIsEmpty() throws Exception {
        assertThat(TocsinConfig.read(write("")).rules()).isEmpty();
    }

    @Test
    void shouldSaySo_whenThereIsNoSuchFile() {
        assertThatThrownBy(() -> TocsinConfig.read(directory.resolve("absent.yml")))
                .isInstanceOf(Failure.class)
                .hasMessageEndingWith("absent.yml: there is no such file");
    }

    private Path write(String text) throws Exception {
        return Files.writeString(directory.resolve("tocsin.yml"), text);
    }
}
