package io.tocsin.collector.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.labels.Labels;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SeriesValidatorTest {

    private final SeriesValidator validator = new SeriesValidator(new SeriesLimits(4, 8, 10, 40));

    static Stream<Arguments> boundaries() {
        Labels m = Labels.of(Labels.METRIC_NAME, "m");
        return Stream.of(
                Arguments.of(m, null),
                Arguments.of(Labels.of("a", "b"), Reason.MISSING_METRIC_NAME),
                Arguments.of(m.with("", "x"), Reason.EMPTY_LABEL_NAME),
                Arguments.of(m.with("a", "1").with("b", "1").with("c", "1"), null),
                Arguments.of(m.with("a", "1").with("b", "1").with("c", "1").with("d", "1"), Reason.TOO_MANY_LABELS),
                Arguments.of(m.with("n".repeat(8), "1"), null),
                Arguments.of(m.with("n".repeat(9), "1"), Reason.LABEL_NAME_TOO_LONG),
                Arguments.of(m.with("a", "v".repeat(10)), null),
                Arguments.of(m.with("a", "v".repeat(11)), Reason.LABEL_VALUE_TOO_LONG),
                Arguments.of(m.with("a", "é".repeat(5)), null),
                Arguments.of(m.with("a", "é".repeat(5) + "x"), Reason.LABEL_VALUE_TOO_LONG),
                Arguments.of(m.with("a", "😀😀€"), Reason.LABEL_VALUE_TOO_LONG),
                Arguments.of(m.with("a", "😀€€"), null),
                Arguments.of(
                        m.with("aaaa", "v".repeat(10))
                                .with("bbbbb", "v".repeat(10))
                                .with("c", "dd"),
                        Reason.SERIES_TOO_LARGE),
                Arguments.of(
                        m.with("aaaa", "v".repeat(10))
                                .with("bbbb", "v".repeat(9))
                                .with("c", "ddd"),
                        null));
    }

    @ParameterizedTest
    @MethodSource("boundaries")
    void shouldRefuseBeyondEachLimit_whenALabelSetIsLookedAt(Labels labels, @Nullable Reason expected) {
        assertThat(validator.series(labels).refusal()).isEqualTo(expected);
    }

    @Test
    void shouldCutTheName_whenARefusedSeriesIsHuge() {
        assertThat(validator.series(Labels.of("a", "v".repeat(5000))).name()).hasSizeLessThan(350);
    }

    @Test
    void shouldNotAllowLimits_whenReadersOfFramesWouldRefuseTheSeries() {
        assertThatThrownBy(() -> new SeriesLimits(129, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SeriesLimits(1, 1, 4097, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
