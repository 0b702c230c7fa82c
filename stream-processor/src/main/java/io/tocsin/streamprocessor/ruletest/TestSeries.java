package io.tocsin.streamprocessor.ruletest;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.series.MemorySeries;
import io.tocsin.promql.series.SeriesNotation;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * The series of a test as far as time has come: a sample is there from the first evaluation at or after its time on, so
 * that none looks into the future.
 */
final class TestSeries implements SeriesSource {

    private final MemorySeries arrived = new MemorySeries();
    private final List<SeriesNotation> series = new ArrayList<>();
    private final List<Labels> histograms = new ArrayList<>();
    private final long start;
    private final long step;
    private int next;

    TestSeries(RuleTest test) {
        this.start = test.start();
        this.step = test.interval().toMillis();
        for (RuleTest.Input input : test.inputs()) {
            switch (input) {
                case RuleTest.Input.Floats floats -> series.add(floats.series());
                case RuleTest.Input.Histograms of -> histograms.add(of.labels());
            }
        }
    }

    /** The time of an evaluation has come. */
    void arriveThrough(long instant) {
        int most = series.stream().mapToInt(each -> each.values().length).max().orElse(0);
        for (; next < most && start + next * step <= instant; next++) {
            for (SeriesNotation each : series) {
                if (next < each.values().length && each.present().get(next)) {
                    arrived.add(each.labels(), start + next * step, each.values()[next]);
                }
            }
        }
    }

    /** @throws PromqlException if the selector selects native histograms */
    @Override
    public void select(Selector selector, long fromMillis, long toMillis, Visitor visitor) {
        for (Labels histogram : histograms) {
            if (selector.matches(histogram)) {
                throw new PromqlException("native histograms are not supported: " + histogram);
            }
        }
        arrived.select(selector, fromMillis, toMillis, visitor);
    }
}
