package io.tocsin.notifier.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.notifier.channel.NastyNotifications;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SegmentTest {

    @ParameterizedTest(name = "{0} times {1}{2}")
    @CsvSource(ignoreLeadingAndTrailingWhitespace = false, textBlock = """
        160,a,,160,
        161,a,,160,...
        80,€,,80,
        81,€,,81,...
        79,€,aa,81,
        79,€,aaa,81,...
        70,ж,,70,
        71,ж,,70,…
        69,a,ж,70,
        70,a,ж,73,...
        35,😀,,70,
        36,😀,,69,…
        157,a,ж,160,...
        200,a,ж,160,...
        """)
    void shouldHoldOneSegment(int times, String part, String rest, int length, String end) {
        String text = Segment.of(part.repeat(times) + (rest == null ? "" : rest));

        assertThat(text).hasSize(length).endsWith(end == null ? "" : end);
        assertThat(cost(text)).isLessThanOrEqualTo(1.0);
    }

    /** Of a segment: what a telephone network would count. */
    private static double cost(String text) {
        boolean gsm = text.chars().noneMatch(c -> "жЖ…😀\ud83d".indexOf(c) >= 0);
        return gsm ? text.chars().map(c -> "€^{}[]~|\\".indexOf(c) >= 0 ? 2 : 1).sum() / 160.0 : text.length() / 70.0;
    }

    /** The negative control of the count above. */
    @Test
    void shouldCountWhatIsTooLong() {
        assertThat(cost("a".repeat(161))).isGreaterThan(1.0);
        assertThat(cost("€".repeat(81))).isGreaterThan(1.0);
        assertThat(cost("ж".repeat(71))).isGreaterThan(1.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldHoldOneSegment_whateverTheAlertsSay(long seed) {
        NastyNotifications notifications = new NastyNotifications(seed);
        for (int i = 0; i < 100; i++) {
            String text = Segment.of(SmsText.of(notifications.next()));

            assertThat(text).isNotBlank().doesNotContain("\n", "\r");
            assertThat(cost(text)).isLessThanOrEqualTo(1.0);
        }
    }

    @Test
    void shouldCutNoCharacterInTwo_whenItTakesTwoUnits() {
        String text = Segment.of("ж" + "😀".repeat(60));

        assertThat(text).isEqualTo("ж" + "😀".repeat(34) + "…");
    }

    @Test
    void shouldUsePlainCharacters_whenTheTextHasTypographicOnes() {
        assertThat(Segment.of("“it’s – well…”\u00a0\tno`")).isEqualTo("\"it's - well...\"  no'");
    }

    @Test
    void shouldStandOnOneLine_whenTheTextHasSeveral() {
        assertThat(Segment.of("a\r\n\nb\u0007c")).isEqualTo("a b c");
    }
}
