package io.tocsin.streamprocessor.commandlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorTest {

    @Test
    void shouldBeReadAsItIsWritten_andNeverGoBack() {
        Cursor cursor = new Cursor("log", List.of(0L, 7L));

        assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
        assertThat(cursor.reached(1, 8)).hasToString("log.0.8");
        assertThat(cursor.reached(1, 6)).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "log", "log.", "log.1.x", "log.1.-3", "now"})
    void shouldRefuse_whenItIsNoCursor(String text) {
        assertThatThrownBy(() -> Cursor.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a cursor");
    }
}
