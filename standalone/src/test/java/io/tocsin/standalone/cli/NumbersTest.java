package io.tocsin.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumbersTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "999, 999", "1000, 1k", "12345, 12.3k", "999499, 999k", "999500, 1M", "1500000, 1.5M"})
    void shouldShorten_whenCountIsLarge(double count, String text) {
        assertThat(Numbers.compact(count)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"15, 15", "0.25, 0.25", "1e-3, 0.001", "100, 100", "NaN, NaN"})
    void shouldLeaveOutTheExponent_whenNumberIsPlain(double value, String text) {
        assertThat(Numbers.plain(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"8.312345678e+01, 83.123", "1e+00, 1", "NaN, NaN", "+Inf, +Inf"})
    void shouldRoundToFiveDigits_whenValueIsFinite(String value, String text) {
        assertThat(Numbers.rounded(value)).isEqualTo(text);
    }
}
