package io.tocsin.streamprocessor.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.avro.RuleKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The switch stays where it is, whoever writes its group anew. */
final class KillSwitchTest {

    private static final RuleDefinition ON = rule("tocsin_commands_stopped", "vector(1)");
    private static final RuleDefinition OFF = rule("tocsin_commands_stopped", "vector(0)");
    private static final RuleDefinition MOST = rule("tocsin_commands_max_per_hour", "vector(7)");

    private static RuleDefinition rule(String name, String expr) {
        return new RuleDefinition(
                RuleKind.RECORD, name, expr, 0L, 0L, Map.of("by", "ada", "reason", "drill", "since", "t"), Map.of());
    }

    private static RuleGroupVersion group(String name, RuleDefinition... rules) {
        return RuleGroupVersion.newBuilder()
                .setNamespace("default")
                .setGroup(name)
                .setRevision(3)
                .setVersion("v")
                .setSource("somewhere")
                .setIntervalMillis(1_000)
                .setRules(List.of(rules))
                .build();
    }

    @Test
    void shouldStayOn_whenTheConfigurationIsAppliedAnew() {
        RuleGroupVersion carried = KillSwitch.carriedOver(group("tocsin-commands", MOST), group("tocsin-commands", ON));

        assertThat(carried.getRules()).containsExactly(ON, MOST);
    }

    @Test
    void shouldLeaveTheNewVersionAsItIs_whenTheSwitchIsOff() {
        RuleGroupVersion now = group("tocsin-commands", MOST);

        assertThat(KillSwitch.carriedOver(now, group("tocsin-commands", OFF, MOST)))
                .isEqualTo(now);
        assertThat(KillSwitch.carriedOver(now, group("tocsin-commands"))).isEqualTo(now);
    }

    @Test
    void shouldObeyTheNewVersion_whenItHasTheSwitchItself() {
        RuleGroupVersion now = group("tocsin-commands", OFF, MOST);

        assertThat(KillSwitch.carriedOver(now, group("tocsin-commands", ON))).isEqualTo(now);
    }

    @Test
    void shouldNotTouchOtherGroups() {
        RuleGroupVersion now = group("mine", MOST);

        assertThat(KillSwitch.carriedOver(now, group("mine", ON))).isEqualTo(now);
        assertThat(KillSwitch.remainder(group("mine", ON))).isEmpty();
    }

    @Test
    void shouldRemain_whenItsGroupIsRemovedWhileItIsOn() {
        assertThat(KillSwitch.remainder(group("tocsin-commands", ON, MOST))
                        .orElseThrow()
                        .getRules())
                .containsExactly(ON);
        assertThat(KillSwitch.remainder(group("tocsin-commands", OFF, MOST))).isEmpty();
    }
}
