package io.tocsin.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlertTextTest {

    /** @param alerts each a severity, with {@code -} before it where it is resolved */
    private static Notification notification(int truncated, String... alerts) {
        List<NotifiedAlert> list = new ArrayList<>();
        for (String text : alerts) {
            boolean firing = !text.startsWith("-");
            String severity = firing ? text : text.substring(1);
            Map<String, String> labels = new HashMap<>(Map.of("alertname", "Cpu"));
            if (!severity.isEmpty()) {
                labels.put("severity", severity);
            }
            list.add(new NotifiedAlert(
                    "", "", "Cpu", labels, Map.of(), "", firing, 0L, 0L, firing ? null : 1L, 1.0, "up"));
        }
        return new Notification(
                0L, "ops", "slack[0]", "{}:{}", Map.of("alertname", "Cpu", "dc", "eu"), "", 1L, list, truncated);
    }

    @ParameterizedTest
    @CsvSource({
        "0, critical, [CRITICAL] Cpu (eu)",
        "0, -critical, [RESOLVED] Cpu (eu)",
        "0, '', [FIRING] Cpu (eu)",
        "0, warning critical, '[CRITICAL] Cpu (eu): 2 firing'",
        "0, warning -critical, '[WARNING] Cpu (eu): 1 firing, 1 resolved'",
        "2, page, '[PAGE] Cpu (eu): 1 firing, 2 more'",
    })
    void shouldSayHowBadWhatAndHowMany(int truncated, String alerts, String title) {
        assertThat(AlertText.title(notification(truncated, alerts.split(" ")))).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource({
        "critical, CRITICAL", "CRITICAL, CRITICAL", "page, CRITICAL", "error, ERROR", "high, ERROR", "sev-2, ERROR",
        "'', ERROR", "warning, WARNING", "medium, WARNING", "low, INFO", "info, INFO", "none, INFO"
    })
    void shouldMapSeverities(String label, Severity severity) {
        assertThat(Severity.of(label)).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({"low -critical, INFO", "low warning, WARNING", "-low -critical, CRITICAL"})
    void shouldBeAsBadAsTheWorstThatFires(String alerts, Severity severity) {
        assertThat(Severity.of(notification(0, alerts.split(" ")))).isEqualTo(severity);
    }

    /** C1 controls move a terminal's cursor as well, and a line separator ends a header for some. */
    @Test
    void shouldBeOneLine_whateverControlsItHolds() {
        assertThat(AlertText.oneLine(" a\r\nb\u001b[2J\u009b1mc\u0085d\u2028e\u2029f\u0000 "))
                .isEqualTo("a b [2J 1mc d e f");
    }

    @ParameterizedTest
    @CsvSource({"19, 0, ''", "20, 0, ''", "21, 0, … and 1 more", "2, 3, … and 3 more", "21, 3, … and 4 more"})
    void shouldCountWhatTheTerminalLeavesOut(int alerts, int truncated, String left) {
        String[] severities = new String[alerts];
        java.util.Arrays.fill(severities, "low");

        String text = new TerminalText(false, ZoneOffset.UTC).of(notification(truncated, severities));

        String last = text.lines().toList().getLast().strip();
        assertThat(last.startsWith("…") ? last : "").isEqualTo(left);
    }
}
