package io.tocsin.streamprocessor.command;

import static io.tocsin.streamprocessor.command.Installation.alert;
import static io.tocsin.streamprocessor.command.Installation.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.avro.Command;
import io.tocsin.schemas.avro.RuleDefinition;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life cycle of commands, through the root and its state. */
final class ResponsesTest {

    private static final Map<String, String> PAUSE = Map.of(
            "command", "PAUSE",
            "command_target", "bridge",
            "command_when", "> 0.25",
            "command_ttl", "10m",
            "command_reversal", "RESUME");

    private final Installation installation = new Installation();

    private static RuleDefinition failures(double ratio) {
        return failures(ratio, PAUSE);
    }

    private static RuleDefinition failures(double ratio, Map<String, String> command) {
        return alert("Failures", "vector(" + ratio + ") > 0.1", command);
    }

    private static Map<String, String> with(String annotation, String text) {
        Map<String, String> more = new TreeMap<>(PAUSE);
        more.put(annotation, text);
        return more;
    }

    @Test
    void shouldGiveOnceAndTakeBackOnce_whenAnEpisodeComesAndGoes() {
        installation.group("g", failures(0.3)).tick().tick().tick();
        assertThat(installation.told()).containsExactly("PAUSE");

        installation.group("g", failures(0.05)).tick().tick();
        assertThat(installation.told()).containsExactly("PAUSE", "RESUME reversal");

        installation.group("g", failures(0.4)).tick().tick();
        assertThat(installation.told()).containsExactly("PAUSE", "RESUME reversal", "PAUSE");
        assertThat(installation.commands()).extracting(Command::getId).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"0.25, 0", "0.251, 1"})
    void shouldWaitForTheStrongerThreshold(double ratio, int given) {
        installation.group("g", failures(0.2)).tick();
        installation.group("g", failures(ratio)).tick().tick();

        assertThat(installation.commands()).hasSize(given);
    }

    @Test
    void shouldTakeNothingBack_whenNothingWasGiven() {
        installation.group("g", failures(0.2)).tick();
        installation.group("g", failures(0)).tick();

        assertThat(installation.commands()).isEmpty();
    }

    @Test
    void shouldSayWhatAPersonNeeds() {
        installation.group("g", failures(0.3)).tick();
        long given = installation.now();
        installation.group("g", failures(0)).tick();

        Command pause = installation.commands().getFirst();
        Command resume = installation.commands().getLast();
        assertThat(pause.getTarget()).isEqualTo("bridge");
        assertThat(pause.getAt()).isEqualTo(given);
        assertThat(pause.getTtlMillis()).isEqualTo(600_000);
        assertThat(pause.getValue()).isEqualTo(0.3);
        assertThat(pause.getRule()).isEqualTo("Failures");
        assertThat(pause.getLabels()).containsEntry("alertname", "Failures");
        assertThat(pause.getEvidence())
                .containsEntry("expr", "vector(0.3) > 0.1")
                .containsEntry("when", "> 0.25")
                .containsEntry("group", "g")
                .containsKeys("window", "version", "revision", "namespace", "activeAt");
        assertThat(resume.getReversalOf()).isEqualTo(pause.getId());
        assertThat(resume.getEpisode()).isEqualTo(pause.getEpisode());
        assertThat(resume.getTtlMillis()).isEqualTo(600_000);
        assertThat(resume.getAt()).isEqualTo(given + 1_000);
    }

    @Test
    void shouldKnowWhatItGave_whenItIsRestarted() {
        installation.group("g", failures(0.3)).tick().restart().tick().restart();
        installation.group("g", failures(0)).tick();

        assertThat(installation.told()).containsExactly("PAUSE", "RESUME reversal");
    }

    @Test
    void shouldNotAct_whenTheValueIsOld() {
        RuleDefinition held = RuleDefinition.newBuilder(failures(0.2))
                .setKeepFiringForMillis(60_000L)
                .build();
        installation.group("g", held).tick();
        RuleDefinition gone = RuleDefinition.newBuilder(failures(0, with("command_when", "> 0.15")))
                .setKeepFiringForMillis(60_000L)
                .build();
        installation.group("g", gone).tick().tick();

        assertThat(installation.commands()).isEmpty();
    }

    @Test
    void shouldNotAskAgain_whenTheRuleIsEditedInTheMiddleOfAnEpisode() {
        installation.group("g", failures(0.3)).tick();
        installation.group("g", failures(0.3, with("command", "HALT"))).tick();
        installation
                .group("g", failures(0.3, with("command_reversal", "GO_ON")))
                .tick();
        installation.group("g", failures(0.3, Map.of())).tick();
        assertThat(installation.told()).containsExactly("PAUSE");

        installation.group("g", failures(0, Map.of())).tick();
        assertThat(installation.told()).containsExactly("PAUSE", "RESUME reversal");
    }

    @Test
    void shouldAsk_whenAnEditMakesItDueInTheMiddleOfAnEpisode() {
        installation.group("g", failures(0.2)).tick();
        installation.group("g", failures(0.2, with("command_when", "> 0.15"))).tick();

        assertThat(installation.told()).containsExactly("PAUSE");
    }

    @Test
    void shouldTakeItBack_whenTheRuleOrItsGroupIsRemoved() {
        installation.group("g", failures(0.3)).group("h", failures(0.3)).tick();
        installation.group("g", alert("Other", "vector(0) > 0", Map.of())).tick();
        assertThat(installation.told()).containsExactly("PAUSE", "PAUSE", "RESUME reversal");

        installation.group("h").tick();
        assertThat(installation.told()).containsExactly("PAUSE", "PAUSE", "RESUME reversal", "RESUME reversal");
    }

    @Test
    void shouldSuppressForGood_whenTheKillSwitchIsOnAtTheDecision() {
        controls(1, 20);
        installation.group("g", failures(0.3)).tick();
        assertThat(installation.told()).containsExactly("PAUSE STOPPED");

        controls(0, 20);
        installation.tick().tick();
        installation.group("g", failures(0)).tick();
        assertThat(installation.told()).containsExactly("PAUSE STOPPED");

        installation.group("g", failures(0.3)).tick();
        assertThat(installation.told()).containsExactly("PAUSE STOPPED", "PAUSE");
    }

    @Test
    void shouldSuppressTheReversal_whenTheKillSwitchIsTurnedOnAfterTheCommand() {
        installation.group("g", failures(0.3)).tick();
        controls(1, 20);
        installation.group("g", failures(0)).tick();

        assertThat(installation.told()).containsExactly("PAUSE", "RESUME reversal STOPPED");
    }

    @Test
    void shouldObeyTheSwitchAtTheVeryInstantAtWhichItIsSeen() {
        // Its group is named before those that ask, and after them: the order is that of dependence.
        installation.group("a", failures(0.3)).group("z", failures(0.3));
        controls(1, 20);
        installation.tick();

        assertThat(installation.told()).containsExactly("PAUSE STOPPED", "PAUSE STOPPED");
    }

    @Test
    void shouldSuppress_whenTheConfigurationDisablesCommands() {
        installation.group("tocsin-commands", record("tocsin_commands_enabled", 0, Map.of()));
        installation.group("g", failures(0.3)).tick();

        assertThat(installation.told()).containsExactly("PAUSE DISABLED");
    }

    @Test
    void shouldGive_whenNothingSaysOtherwise() {
        controls(1, 0);
        installation.tick();
        installation.group("tocsin-commands").tick();
        installation.group("g", failures(0.3)).tick();

        assertThat(installation.told()).containsExactly("PAUSE");
    }

    @ParameterizedTest
    @CsvSource({"'', PAUSE dry-run", "PAUSE, PAUSE dry-run", "RESUME, PAUSE", "OTHER, PAUSE"})
    void shouldShowOnly_whenTheInstallationWantsADryRun(String command, String told) {
        Map<String, String> labels = command.isEmpty() ? Map.of() : Map.of("command", command);
        installation.group("tocsin-commands", record("tocsin_commands_dry_run", 1, labels));
        installation.group("g", failures(0.3)).tick();

        assertThat(installation.told()).containsExactly(told);
    }

    @Test
    void shouldShowTheReversalOnly_whenTheCommandWasForShow() {
        installation.group("g", failures(0.3, with("command_dry_run", "true"))).tick();
        installation.group("g", failures(0, with("command_dry_run", "false"))).tick();

        assertThat(installation.told()).containsExactly("PAUSE dry-run", "RESUME reversal dry-run");
    }

    @Test
    void shouldGiveNoMoreThanAllowed_withinAnHour() {
        controls(0, 2);
        installation
                .group("a", failures(0.3))
                .group("b", failures(0.3))
                .group("c", failures(0.3, with("command_dry_run", "true")))
                .group("d", failures(0.3))
                .tick();
        assertThat(installation.told()).containsExactly("PAUSE", "PAUSE", "PAUSE dry-run", "PAUSE RATE_LIMITED");

        // Reversals are not limited, and what was not given is not taken back.
        installation.group("b", failures(0)).group("d", failures(0)).tick();
        assertThat(installation.told()).hasSize(5).last().isEqualTo("RESUME reversal");
    }

    @Test
    void shouldGiveEveryOne_whenThereIsNoBound() {
        installation.group(
                "tocsin-commands", record("tocsin_commands_max_per_hour", Double.POSITIVE_INFINITY, Map.of()));
        for (int i = 0; i <= Controls.DEFAULT_MAX_PER_HOUR; i++) {
            installation.group("g" + i, failures(0.3));
        }

        assertThat(installation.tick().told())
                .hasSize(Controls.DEFAULT_MAX_PER_HOUR + 1)
                .containsOnly("PAUSE");
    }

    @ParameterizedTest
    @CsvSource({"-1, PAUSE RATE_LIMITED", "0, PAUSE"})
    void shouldHaveRoomAgain_whenAnHourIsOver(long millis, String told) {
        controls(0, 1);
        installation.group("a", failures(0.3)).tick().restart();
        installation.group("b", failures(0.3)).tick(Duration.ofHours(1).toMillis() + 1_000 * millis);

        assertThat(installation.told()).containsExactly("PAUSE", told);
    }

    private void controls(int stopped, int most) {
        installation.group(
                "tocsin-commands",
                record("tocsin_commands_stopped", stopped, Map.of("by", "somebody")),
                record("tocsin_commands_max_per_hour", most, Map.of()));
    }
}
