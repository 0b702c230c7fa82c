package io.tocsin.promql.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class GoStringTest {

    @Test
    void shouldUnquote() throws GoString.Malformed {
        unquotes("\"\"", "");
        unquotes("`a\\n\"'`", "a\\n\"'");
        unquotes("'\\a\\b\\f\\n\\r\\t\\v\\\\\\''", "\u0007\b\f\n\r\t\u000b\\'");
        unquotes("\"\\x41\\101\\u00e9\\U0001F600\"", "AAé😀");
        unquotes("\"\\xc3\\xa9\"", "é");
        unquotes("\"\\xf0\\x9f\\x98\\x80\"", "😀");
        unquotes("\"\\xef\\xbf\\xbd\"", "\ufffd");
        unquotes("\"a\\xffb\"", "a\udcffb");
        unquotes("\"\\xc3(\"", "\udcc3(");
    }

    @Test
    void shouldSayWhere_whenMalformed() {
        malformed("\"abc\\q\"", 4, "unknown escape sequence \\q");
        malformed("\"\\'\"", 1, "unknown escape sequence \\'");
        malformed("\"\\x4\"", 1, "2 digits");
        malformed("\"\\400\"", 1, "no character");
        malformed("\"\\ud800\"", 1, "no character");
        malformed("\"\\U00110000\"", 1, "no character");
        malformed("\"", 0, "no end");
    }

    @Test
    void shouldTellTextFromBytes() {
        assertThat(GoString.isValid("é😀")).isTrue();
        assertThat(GoString.isValid("a\udcffb")).isFalse();
    }

    @Test
    void shouldQuoteAsGoDoes() {
        assertThat(GoString.quote("a\"b\\\n\t\u0001é😀\u00a0\udcc5"))
                .isEqualTo("\"a\\\"b\\\\\\n\\t\\x01é😀\\u00a0\\xc5\"");
    }

    @Property(tries = 2000)
    void shouldReadBackWhatItQuotes(@ForAll String value) throws GoString.Malformed {
        // What is no text at all, lone surrogates that stand for no byte, has no literal.
        if (GoString.isValid(value)) {
            assertThat(GoString.unquote(GoString.quote(value))).isEqualTo(value);
        }
    }

    private static void unquotes(String literal, String expected) throws GoString.Malformed {
        assertThat(GoString.unquote(literal)).isEqualTo(expected);
    }

    private static void malformed(String literal, int offset, String message) {
        assertThatThrownBy(() -> GoString.unquote(literal))
                .isInstanceOfSatisfying(
                        GoString.Malformed.class, e -> assertThat(e.offset()).isEqualTo(offset))
                .hasMessageContaining(message);
    }
}
