package io.tocsin.schemas.labels;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoRegexTest {

    @ParameterizedTest
    @CsvSource({
        "$1, x",
        "${1}b, xb",
        "$1b, ''",
        "$name, y",
        "${name}s, ys",
        "$0, xy",
        "$01, ''",
        "$9, ''",
        "$99999999999, ''",
        "$$1, $1",
        "$, $",
        "a$-b, a$-b",
        "${1, ${1",
        "${}, ${}",
        "$other, ''",
    })
    void shouldExpandAsGoDoes(String template, String expanded) {
        Matcher matcher = Pattern.compile("(x)(?P<name>y)").matcher("xy");
        assertThat(matcher.matches()).isTrue();

        assertThat(GoRegex.expand(matcher, template)).isEqualTo(expanded);
    }

    @Test
    void shouldExpandGroups() {
        Matcher matcher = Pattern.compile("(?P<first>a+)(b)?(c)").matcher("aac");
        assertThat(matcher.find()).isTrue();

        assertThat(GoRegex.expand(matcher, "$1-${3}x-$first-${first}_")).isEqualTo("aa-cx-aa-aa_");
        assertThat(GoRegex.expand(matcher, "[$2][$9][$nosuch][$1x]")).isEqualTo("[][][][]");
        assertThat(GoRegex.expand(matcher, "$$1 $ ${ ${1 $-")).isEqualTo("$1 $ ${ ${1 $-");
    }

    @Test
    void shouldReplaceAll() {
        assertThat(GoRegex.replaceAll(Pattern.compile("(\\w)\\w*"), "$1.", "one two"))
                .isEqualTo("o. t.");
        assertThat(GoRegex.replaceAll(Pattern.compile("x*"), "-", "abc")).isEqualTo("-a-b-c-");
    }
}
