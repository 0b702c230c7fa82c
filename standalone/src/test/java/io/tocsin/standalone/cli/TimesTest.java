package io.tocsin.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-31T08:00:00Z,      2026-01-31T08:00:00Z",
        "2026-01-31T08:00:00.25Z,   2026-01-31T08:00:00.250Z",
        "2026-01-31T10:00:00+02:00, 2026-01-31T08:00:00Z",
        "1769846400,                2026-01-31T08:00:00Z",
        "1769846400.125,            2026-01-31T08:00:00.125Z",
        "0,                         1970-01-01T00:00:00Z",
        "-1,                        1969-12-31T23:59:59Z",
    })
    void shouldReadInstant_whenRfc3339OrUnixSeconds(String text, String instant) {
        assertThat(Times.parse(text)).hasToString(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-01-31",
                "2026-01-31T08:00:00",
                "1e9",
                "99999999999999999999",
                "2026-13-01T00:00:00Z"
            })
    void shouldSayWhatToWrite_whenItIsNoTime(String text) {
        assertThatThrownBy(() -> Times.parse(text))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("\"" + text + "\" is no time; write 2026-01-31T08:00:00Z");
    }
}
