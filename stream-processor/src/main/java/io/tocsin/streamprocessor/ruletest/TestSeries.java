package io.tocsin.streamprocessor.ruletest;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.series.MemorySeries;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.List;

/** The series of a test. Runs of the test share them: thread-safe. */
final class TestSeries {

    private final MemorySeries floats = new MemorySeries();
    private final List<Labels> histograms = new ArrayList<>();

    TestSeries(RuleTest test) {
        for (RuleTest.Input input : test.inputs()) {
            switch (input) {
                case RuleTest.Input.Floats series ->
                    floats.add(series.series(), test.start(), test.interval().toMillis());
                case RuleTest.Input.Histograms of -> histograms.add(of.labels());
            }
        }
    }

    /**
     * As far as time has come: a sample is there from the first evaluation at or after its time on, so that none looks
     * into the future. Whoever selects native histograms gets a {@link PromqlException}.
     *
     * @param instant of the evaluation
     */
    SeriesSource through(long instant) {
        return (selector, fromMillis, toMillis, visitor) -> {
            for (Labels histogram : histograms) {
                if (selector.matches(histogram)) {
                    throw new PromqlException("native histograms are not supported: " + histogram);
                }
            }
            floats.select(selector, fromMillis, Math.min(toMillis, instant), visitor);
        };
    }
}
