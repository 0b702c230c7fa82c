package io.tocsin.schemas.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.labels.Labels;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordKeysTest {

    private static final Labels BOTH = Labels.of("__name__", "up", "job", "node", "instance", "a:1");

    @Test
    void shouldBeTheTarget_whenJobAndInstanceAreThere() {
        assertThat(RecordKeys.of(BOTH)).isEqualTo("node/a:1");
    }

    @Test
    void shouldBeTheMetricsName_whenOneIsMissing() {
        assertThat(RecordKeys.of(BOTH.without("job"))).isEqualTo("up");
        assertThat(RecordKeys.of(BOTH.without("instance"))).isEqualTo("up");
    }

    @Test
    void shouldHaveOneKey_whenAllSeriesMapToIt() {
        assertThat(layout(BOTH, BOTH.with("__name__", "load")).recordKey()).contains("node/a:1");
        assertThat(layout(Labels.of("__name__", "up", "a", "1"), Labels.of("__name__", "up", "a", "2"))
                        .recordKey())
                .contains("up");
        assertThat(layout(BOTH, Labels.of("__name__", "node/a:1")).recordKey()).contains("node/a:1");
    }

    @Test
    void shouldHaveNone_whenSeriesDiffer() {
        assertThat(layout(BOTH, BOTH.with("instance", "b:1")).recordKey()).isEmpty();
        assertThat(layout(BOTH, BOTH.without("job")).recordKey()).isEmpty();
        assertThat(layout(Labels.of("__name__", "up"), Labels.of("__name__", "load"))
                        .recordKey())
                .isEmpty();
        assertThat(layout().recordKey()).isEmpty();
    }

    private static FrameLayout layout(Labels... series) {
        return FrameLayout.of(List.of(series));
    }
}
