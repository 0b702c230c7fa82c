package io.tocsin.schemas.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MatcherTest {

    @Test
    void shouldCompareTexts_whenEqualOrNot() {
        assertThat(Matcher.equal("job", "node").matches(Labels.of("job", "node")))
                .isTrue();
        assertThat(Matcher.equal("job", "node").matches(Labels.of("job", "nod")))
                .isFalse();
        assertThat(Matcher.of("job", Matcher.Type.NOT_EQUAL, "node").matches("x"))
                .isTrue();
        assertThat(Matcher.of("job", Matcher.Type.NOT_EQUAL, "node").matches("node"))
                .isFalse();
    }

    @Test
    void shouldTakeAnAbsentLabel_asTheEmptyText() {
        assertThat(Matcher.equal("job", "").matches(Labels.EMPTY)).isTrue();
        assertThat(Matcher.of("job", Matcher.Type.NOT_EQUAL, "").matches(Labels.EMPTY))
                .isFalse();
        assertThat(Matcher.of("job", Matcher.Type.REGEX, ".*").matches(Labels.EMPTY))
                .isTrue();
        assertThat(Matcher.of("job", Matcher.Type.REGEX, ".+").matches(Labels.EMPTY))
                .isFalse();
        assertThat(Matcher.of("job", Matcher.Type.NOT_REGEX, "a|").matches(Labels.EMPTY))
                .isFalse();
    }

    @Test
    void shouldAnchorAtBothEnds_whenARegularExpression() {
        matches("5..", "503");
        differs("5..", "5033");
        differs("5..", "1503");
        matches("a|b", "a");
        matches("a|b", "b");
        differs("a|b", "ab");
        differs("a|b", "");
        matches("a|", "");
        matches("a|a", "a");
        matches("node_.*", "node_cpu");
        matches("node_.*", "node_");
        differs("node_.*", "anode_");
        matches(".*_total", "x_total");
        differs(".*_total", "x_total_y");
        matches(".*cpu.*", "cpu");
        differs(".*cpu.*", "cp");
        matches("(?i)GET", "get");
        matches("", "");
        differs("", "a");
    }

    @Test
    void shouldLetADotBeALineFeed_asPrometheusDoes() {
        matches(".*", "a\nb");
        matches(".+", "\n");
        matches("a.b", "a\nb");
        matches("a.*", "a\n");
    }

    @Test
    void shouldRefuse_whatIsNoExpression() {
        for (String broken : new String[] {"(", "a**", "[", "*", "a{2,1}", "(?=x)"}) {
            assertThatThrownBy(() -> Matcher.of("job", Matcher.Type.REGEX, broken))
                    .isInstanceOf(PatternSyntaxException.class);
        }
    }

    @Test
    void shouldPrintAsPromQl() {
        assertThat(Matcher.of("a", Matcher.Type.NOT_REGEX, "x\"\\\n")).hasToString("a!~\"x\\\"\\\\\\n\"");
        assertThat(Matcher.of("a", Matcher.Type.REGEX, "x"))
                .isEqualTo(Matcher.of("a", Matcher.Type.REGEX, "x"))
                .isNotEqualTo(Matcher.equal("a", "x"));
    }

    /** The fast ways say what RE2 says. */
    @Property(tries = 5_000)
    void shouldSayWhatRe2Says(@ForAll("expressions") String expression, @ForAll("texts") String text) {
        Boolean expected;
        try {
            expected =
                    Pattern.compile("^(?:" + expression + ")$", Pattern.DOTALL).matches(text);
        } catch (PatternSyntaxException e) {
            assertThatThrownBy(() -> Regex.compile(expression)).isInstanceOf(PatternSyntaxException.class);
            return;
        }
        assertThat(Regex.compile(expression).test(text)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> expressions() {
        return Arbitraries.of("a", "b", "ab", ".*", ".+", "|", ".", "\\", "*", "?", "\n")
                .list()
                .ofMaxSize(5)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab\n.").ofMaxLength(5);
    }

    private static void matches(String expression, String text) {
        assertThat(Matcher.of("l", Matcher.Type.REGEX, expression).matches(text))
                .as(expression)
                .isTrue();
        assertThat(Matcher.of("l", Matcher.Type.NOT_REGEX, expression).matches(text))
                .as(expression)
                .isFalse();
    }

    private static void differs(String expression, String text) {
        assertThat(Matcher.of("l", Matcher.Type.REGEX, expression).matches(text))
                .as(expression)
                .isFalse();
        assertThat(Matcher.of("l", Matcher.Type.NOT_REGEX, expression).matches(text))
                .as(expression)
                .isTrue();
    }
}
