package io.tocsin.promql.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.Selector;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SeriesNotationTest {

    private static List<String> samples(String text) {
        SeriesNotation series = SeriesNotation.parse("m " + text);
        List<String> samples = new ArrayList<>();
        for (int i = 0; i < series.values().length; i++) {
            String value = Samples.isStale(series.values()[i]) ? "stale" : String.valueOf(series.values()[i]);
            samples.add(series.present().get(i) ? value : "_");
        }
        return samples;
    }

    @Test
    void shouldExpandSequences() {
        assertThat(samples("1+2x3")).containsExactly("1.0", "3.0", "5.0", "7.0");
        assertThat(samples("-1-2x1")).containsExactly("-1.0", "-3.0");
        assertThat(samples("5x2")).containsExactly("5.0", "5.0", "5.0");
        assertThat(samples("1e3+.5x1")).containsExactly("1000.0", "1000.5");
        assertThat(samples("1 _ stale _x2 NaN -Inf"))
                .containsExactly("1.0", "_", "stale", "_", "_", "NaN", "-Infinity");
        assertThat(samples("")).isEmpty();
    }

    @Test
    void shouldReadNamesAndLabels() {
        assertThat(SeriesNotation.parse("m{a=\"x y\", b='}'} 1").labels())
                .isEqualTo(Labels.of(Labels.METRIC_NAME, "m", "a", "x y", "b", "}"));
        assertThat(SeriesNotation.parse("{\"my.metric\", \"a.b\"=\"1\"} 1").labels())
                .isEqualTo(Labels.of(Labels.METRIC_NAME, "my.metric", "a.b", "1"));
        assertThat(SeriesNotation.parse("{} 1").labels()).isEqualTo(Labels.EMPTY);
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThatThrownBy(() -> samples("1 two 3"))
                .isInstanceOf(PromqlException.class)
                .hasMessageContaining("\"two\"");
        assertThatThrownBy(() -> samples("{{schema:0 count:1}}"))
                .isInstanceOf(PromqlException.class)
                .hasMessageContaining("native histograms are not supported");
        assertThatThrownBy(() -> SeriesNotation.parse("m{a=1} 1"))
                .isInstanceOf(PromqlException.class)
                .hasMessageContaining("expected a quoted string at column 5");
        assertThatThrownBy(() -> samples("1x99999999")).hasMessageContaining("too many samples");
    }

    @Test
    void shouldKeepTheLastOfOneTimestamp_whenSamplesComeInAnyOrder() {
        MemorySeries series = new MemorySeries();
        Labels labels = Labels.of("a", "b");
        series.add(labels, 3000, 3).add(labels, 1000, 1).add(labels, 3000, 30).add(labels, 2000, 2);

        List<String> seen = new ArrayList<>();
        series.select(new Selector(List.of()), 1000, 3000, (found, samples) -> {
            for (int i = 0; i < samples.size(); i++) {
                seen.add(samples.timestamp(i) + "=" + samples.value(i));
            }
        });

        assertThat(seen).containsExactly("2000=2.0", "3000=30.0");
    }
}
