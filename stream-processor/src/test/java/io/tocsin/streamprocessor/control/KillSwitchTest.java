package io.tocsin.streamprocessor.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.schemas.config.ConfigException;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import io.tocsin.streamprocessor.topology.LocalTasks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The switch holds in every namespace, and nobody else writes it. */
final class KillSwitchTest {

    private static final RuleControl.Defaults DEFAULTS = new RuleControl.Defaults(Duration.ofSeconds(5));

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
    void shouldNotBeDeleted() {
        KafkaConfig nowhere = KafkaConfig.local("127.0.0.1:9");
        RuleControl.Target target =
                new RuleControl.Target(nowhere, new Topics(nowhere, WireFormat.singleObject()), "test");
        try (RuleControl control = new RuleControl(target, new LocalTasks(), DEFAULTS, InstantSource.system())) {
            assertThatThrownBy(() -> control.delete("default", KillSwitch.GROUP))
                    .isInstanceOf(RuleControl.ReservedGroupException.class)
                    .hasMessageContaining("tocsin commands resume");
        }
    }

    @Test
    void shouldBelongToNoFile() {
        String file = "groups:\n  - name: tocsin-kill-switch\n    rules: [{record: a, expr: vector(0)}]\n";

        assertThatThrownBy(() -> RuleControl.versions(DEFAULTS, "default", "r.yml", file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("r.yml:2:")
                .hasMessageContaining("tocsin commands resume");
    }
}
