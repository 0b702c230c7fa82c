package io.tocsin.promql.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandConditionTest {

    @ParameterizedTest
    @CsvSource({
        "> 0.25, 0.26, true",
        "> 0.25, 0.25, false",
        ">=0.25, 0.25, true",
        ">=0.25, 0.24, false",
        "< .9, 0.89, true",
        "< .9, 0.9, false",
        "<= 9e-1, 0.9, true",
        "<= 9e-1, 0.91, false",
        "== -3, -3, true",
        "== -3, 3, false",
        "!= 0, 1, true",
        "!= 0, 0, false",
        "< +Inf, 1e308, true",
        "< Inf, Infinity, false",
        "!= 0, NaN, false",
        "> -Inf, NaN, false"
    })
    void shouldCompare(String condition, double value, boolean holds) {
        assertThat(CommandCondition.parse(condition).holds(value)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.25", "> ", "=> 1", "> 1 or < 0", "> 25%", "> NaN", ">> 1", "> 0x10"})
    void shouldRefuse_whenItIsNoComparisonWithANumber(String text) {
        assertThatThrownBy(() -> CommandCondition.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("> 0.25");
    }
}
