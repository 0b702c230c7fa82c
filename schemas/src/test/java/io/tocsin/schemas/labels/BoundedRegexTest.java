package io.tocsin.schemas.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BoundedRegexTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.*",
                "(?i:web|db)-[0-9]{1,3}",
                "[]a-z]+",
                "[^\\]{999}]{2}",
                "\\{1000\\}",
                "a{1000}",
                "[[:alpha:]x]{3}",
                "x{"
            })
    void shouldAccept_whenPeopleWriteIt(String regex) {
        assertThat(BoundedRegex.compile(regex, 0)).isNotNull();
    }

    @Test
    void shouldRefuse_whenItWouldExhaustTheStackOrTheMemory() {
        refused("(".repeat(201) + "a" + ")".repeat(201), "nested more than 200");
        refused("((a{100}){100}){100}", "too large");
        refused("((((((a?){1,9}){1,9}){1,9}){1,9}){1,9}){1,9}", "too large");
        refused("a?".repeat(5000), "too large");
        refused("(?:[a-z]x?){900,1000}(?:[a-z]x?){900,1000}", "too large");
    }

    @Test
    void shouldRefuse_whenMalformed() {
        refused("(a", "missing closing");
        refused("a{2}{3}", "invalid nested repetition");
    }

    @Test
    void shouldMatchAnyNumberOfLiterals() {
        String hosts = IntStream.range(0, 50_000)
                .mapToObj(i -> "host-" + i + "\\.local")
                .collect(Collectors.joining("|"));
        Matcher matcher = Matcher.of("instance", Matcher.Type.REGEX, hosts);

        assertThat(matcher.matches("host-49999.local")).isTrue();
        assertThat(matcher.matches("host-49999xlocal")).isFalse();
        assertThat(matcher.matches("host-1")).isFalse();
        assertThat(matcher.matches("")).isFalse();
    }

    @Test
    void shouldMatchTheEmptyText_whenOneAlternativeIsEmpty() {
        assertThat(Matcher.of("a", Matcher.Type.REGEX, "b|").matches("")).isTrue();
        assertThat(Matcher.of("a", Matcher.Type.REGEX, "").matches("")).isTrue();
        assertThat(Matcher.of("a", Matcher.Type.NOT_REGEX, "b|").matches("")).isFalse();
        assertThat(Matcher.of("a", Matcher.Type.NOT_REGEX, "b|c").matches("")).isTrue();
    }

    private static void refused(String regex, String message) {
        assertThatThrownBy(() -> BoundedRegex.compile(regex, 0))
                .isInstanceOf(PatternSyntaxException.class)
                .hasMessageContaining(message);
    }
}
