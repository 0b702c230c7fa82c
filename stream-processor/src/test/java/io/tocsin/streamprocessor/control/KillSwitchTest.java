package io.tocsin.streamprocessor.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.schemas.config.ConfigException;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The switch holds in every namespace, and nobody else writes it. */
final class KillSwitchTest {

    private static RuleGroupVersion turned(String namespace, String expr, String reason) {
        return group(
                namespace,
                KillSwitch.GROUP,
                new RuleDefinition(
                        RuleKind.RECORD,
                        "tocsin_commands_stopped",
                        expr,
                        0L,
                        0L,
                        Map.of("by", "ada", "reason", reason, "since", "t"),
                        Map.of()));
    }

    private static RuleGroupVersion group(String namespace, String name, RuleDefinition... rules) {
        return RuleGroupVersion.newBuilder()
                .setNamespace(namespace)
                .setGroup(name)
                .setRevision(3)
                .setVersion("v")
                .setSource("somewhere")
                .setIntervalMillis(1_000)
                .setRules(List.of(rules))
                .build();
    }

    @Test
    void shouldHold_whenANamespaceGetsItsFirstRulesWhileItIsOn() {
        RuleGroupVersion missing = KillSwitch.missing("new", List.of(turned("default", "vector(1)", "drill")))
                .orElseThrow();

        assertThat(missing.getNamespace()).isEqualTo("new");
        assertThat(missing.getRules())
                .isEqualTo(turned("new", "vector(1)", "drill").getRules());
    }

    @Test
    void shouldBeMissedNowhere_whenItIsOffOrThereAlready() {
        assertThat(KillSwitch.missing("new", List.of(group("default", "mine")))).isEmpty();
        assertThat(KillSwitch.missing("new", List.of(turned("default", "vector(0)", ""))))
                .isEmpty();
        assertThat(KillSwitch.missing(
                        "new", List.of(turned("default", "vector(1)", ""), turned("new", "vector(0)", ""))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{", "the text said {{ $value }}", "{{ query $labels.x }}", "\"quoted\" \\ 'too'"})
    void shouldBeUnderstood_whateverTheReasonSays(String reason) {
        RuleGroupVersion version = turned("default", "vector(1)", reason);

        assertThat(RuleVersionParser.standard().parse(version).definition()).isEqualTo(version);
    }

    @Test
    void shouldBelongToNoFile() {
        RuleControl.Defaults defaults = new RuleControl.Defaults(Duration.ofSeconds(5));
        String file = "groups:\n  - name: tocsin-kill-switch\n    rules: [{record: a, expr: vector(0)}]\n";

        assertThatThrownBy(() -> RuleControl.versions(defaults, "default", "r.yml", file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("r.yml:2:")
                .hasMessageContaining("tocsin commands resume");
    }
}
