package io.tocsin.collector.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GridTest {

    @ParameterizedTest
    @CsvSource({
        "999, 0, 1000",
        "1000, 1000, 2000",
        "1001, 1000, 2000",
        "0, 0, 1000",
        "-1, -1000, 0",
    })
    void shouldKnowTheInstantsAround(long now, long last, long next) {
        Grid grid = new Grid(Duration.ofSeconds(1), 0);

        assertThat(grid.last(now)).isEqualTo(last);
        assertThat(grid.next(now)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({"1299, 300, 1300", "1300, 1300, 2300", "299, -700, 300"})
    void shouldKnowThem_withAnOffset(long now, long last, long next) {
        Grid grid = new Grid(Duration.ofSeconds(1), 300);

        assertThat(grid.last(now)).isEqualTo(last);
        assertThat(grid.next(now)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({"999ms, 1", "1s, 100"})
    void shouldMeetAtTenthsOfASecond_whereTheIntervalHasSeconds(String interval, long place) {
        Duration duration = Duration.ofMillis(interval.equals("1s") ? 1000 : 999);

        assertThat(IntStream.range(0, 1000)
                        .mapToLong(i -> Grid.spread(duration, "t" + i).offsetMillis()))
                .allMatch(offset -> offset % place == 0 && offset >= 0 && offset < duration.toMillis())
                .anyMatch(offset -> offset % (2 * place) != 0);
    }

    @Test
    void shouldBeAFunctionOfTheText() {
        assertThat(Grid.spread(Duration.ofSeconds(5), "a")).isEqualTo(Grid.spread(Duration.ofSeconds(5), "a"));
        assertThat(IntStream.range(0, 50)
                        .mapToObj(i -> Grid.spread(Duration.ofSeconds(5), "a" + i))
                        .distinct()
                        .count())
                .isGreaterThan(20);
    }
}
