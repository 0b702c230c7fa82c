package io.tocsin.streamprocessor.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Value;
import io.tocsin.promql.series.MemorySeries;
import io.tocsin.streamprocessor.report.LeafResult;
import io.tocsin.streamprocessor.report.Report;
import io.tocsin.streamprocessor.report.ReportCodec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RawSamplesTest {

    private static final long NOW = 1_795_232_980_123L;

    @Test
    void shouldBeAskedFor_whenARangeStandsForItself() {
        assertThat(RawSamples.isAskedBy(LeafQuery.parse("x[5m]"))).isTrue();
        assertThat(RawSamples.isAskedBy(LeafQuery.parse("((x[5m] offset 1m))"))).isTrue();
        assertThat(RawSamples.isAskedBy(LeafQuery.parse("rate(x[5m])"))).isFalse();
        assertThat(RawSamples.isAskedBy(LeafQuery.parse("x[5m:1m]"))).isFalse();
        assertThat(RawSamples.isAskedBy(LeafQuery.parse("x"))).isFalse();
    }

    /** The left end of a range is open, stale markers are no samples, and NaN travels as it is. */
    @Test
    void shouldHandOverEverySampleInTheRange_alsoFromAnotherInstance() {
        MemorySeries here = new MemorySeries().load("x{b=\"1\"} 1 2 NaN stale", NOW - 60_000, 20_000);
        MemorySeries there = new MemorySeries().load("x{a=\"1\"} _ 5 _ 7", NOW - 60_000, 20_000);
        Expr expr = LeafQuery.parse("x[1m]");

        List<LeafResult> all = new ArrayList<>(RawSamples.evaluate(expr, NOW, here, EvalOptions.defaults()));
        all.addAll(overTheWire(RawSamples.evaluate(expr, NOW, there, EvalOptions.defaults())));

        assertThat(RawSamples.joined(all).series().stream().map(RawSamplesTest::text))
                .containsExactly(
                        "x{a=\"1\"} 5.0@1795232940123 7.0@1795232980123",
                        "x{b=\"1\"} 2.0@1795232940123 NaN@1795232960123");
    }

    private static List<LeafResult> overTheWire(List<LeafResult> results) {
        Report report = new Report("", 0, new Report.Span(NOW - 1, NOW), List.of(), List.of(), results);
        List<byte[]> parts = new ArrayList<>();
        new ReportCodec(Integer.MAX_VALUE).encode(report, parts::add);
        return ReportCodec.decode(parts.getFirst()).report().results();
    }

    private static String text(Value.RangeVector.Series series) {
        StringBuilder text = new StringBuilder(series.labels().toString());
        for (int i = 0; i < series.timestamps().length; i++) {
            text.append(' ').append(series.values()[i]).append('@').append(series.timestamps()[i]);
        }
        return text.toString();
    }
}
