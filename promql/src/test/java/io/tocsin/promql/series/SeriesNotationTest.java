package io.tocsin.promql.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.UnsupportedException;
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
        assertThatThrownBy(() -> samples("1d")).hasMessageContaining("not a sample");
        assertThatThrownBy(() -> samples("{{count:1")).hasMessageContaining("not a sample");
        assertThatThrownBy(() -> SeriesNotation.parse("m{a=1} 1"))
                .isInstanceOf(PromqlException.class)
                .hasMessageContaining("expected a quoted string at column 5");
        assertThatThrownBy(() -> samples("1x99999999")).hasMessageContaining("too many samples");
    }

    @Test
    void shouldKnowWhereNativeHistogramsAre() {
        SeriesNotation series = SeriesNotation.parse("m 1 {{count:1 buckets:[1 2]}}x1 _ {{sum:1}}+{{sum:2}}x2 {{}} 2");

        assertThat(series.values()).hasSize(9);
        assertThat(series.present().stream()).containsExactly(0, 8);
        assertThat(series.histograms().stream()).containsExactly(1, 2, 4, 5, 6, 7);
    }

    @Test
    void shouldRefuseNativeHistograms_whenOneIsTouchedAndNotBefore() {
        MemorySeries series = new MemorySeries().load("m 1 {{count:1}} 3", 1000, 1000);
        Selector all = new Selector(List.of());

        series.select(all, 0, 1000, (labels, samples) -> {});
        series.select(all, 2000, 3000, (labels, samples) -> {});
        assertThatThrownBy(() -> series.select(all, 1000, 2000, (labels, samples) -> {}))
                .isInstanceOf(UnsupportedException.class)
                .hasMessage("native histograms are not supported: m has them");
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
