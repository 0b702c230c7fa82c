package io.tocsin.schemas.ticks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TicksTest {

    @Test
    void shouldGiveBackTheTime_whenAKeyIsParsed() {
        for (long millis : new long[] {0, 1, 9, 10, 1_760_000_000_250L, Long.MAX_VALUE}) {
            assertThat(Ticks.parse(Ticks.key(millis))).hasValue(millis);
            assertThat(Ticks.parse(Ticks.keyBytes(millis))).hasValue(millis);
        }
        assertThat(Ticks.key(250)).isEqualTo("tick/250");
    }

    @Test
    void shouldBeEmpty_whenTheKeyIsNoTick() {
        assertThat(Ticks.parse((byte[]) null)).isEmpty();
        for (String key : new String[] {
            "",
            "tick",
            "tick/",
            "tick/x",
            "tick/-1",
            "tick/1 ",
            "Tick/1",
            "tick/01",
            "tick/00",
            "node/a:9100",
            "tick/9223372036854775808",
            "tick/99999999999999999999"
        }) {
            assertThat(Ticks.parse(key)).as(key).isEmpty();
        }
    }

    @Test
    void shouldRefuse_whenTheTimeIsBefore1970() {
        assertThatThrownBy(() -> Ticks.key(-1)).hasMessageContaining("before 1970");
    }
}
