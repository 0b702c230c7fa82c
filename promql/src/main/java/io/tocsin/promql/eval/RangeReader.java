package io.tocsin.promql.eval;

import io.tocsin.promql.ast.Expr.MatrixSelector;
import io.tocsin.promql.ast.Expr.Subquery;
import io.tocsin.promql.ast.RangeModifier;
import io.tocsin.promql.series.Samples;
import io.tocsin.schemas.labels.Labels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands over the series of a range vector one by one, each with all the samples its windows need, free of staleness
 * markers, in arrays that are reused.
 */
final class RangeReader {

    /** Takes one series at a time. */
    interface Visitor {
        void series(Labels labels, boolean nameDropped, Samples samples);
    }

    private final EvalContext context;
    private final Durations.Shift shift;
    private final long rangeMillis;
    private final RangeModifier modifier;
    private final Samples view = new Samples();
    private long[] times = new long[0];
    private double[] values = new double[0];

    private RangeReader(EvalContext context, Durations.Shift shift, long rangeMillis, RangeModifier modifier) {
        this.context = context;
        this.shift = shift;
        this.rangeMillis = rangeMillis;
        this.modifier = modifier;
    }

    static RangeReader of(EvalContext context, MatrixSelector selector) {
        Durations durations = context.durations();
        return new RangeReader(
                context, durations.shift(selector.time()), durations.positive(selector.range()), selector.modifier());
    }

    static RangeReader of(EvalContext context, Subquery subquery) {
        Durations durations = context.durations();
        return new RangeReader(
                context, durations.shift(subquery.time()), durations.positive(subquery.range()), RangeModifier.NONE);
    }

    Durations.Shift shift() {
        return shift;
    }

    long rangeMillis() {
        return rangeMillis;
    }

    /** How far before the range an anchored or smoothed window looks. */
    long extraBefore() {
        return modifier == RangeModifier.NONE ? 0 : context.options().lookbackMillis();
    }

    long extraAfter() {
        return modifier == RangeModifier.SMOOTHED ? context.options().lookbackMillis() : 0;
    }

    void read(MatrixSelector selector, Grid grid, Visitor visitor) {
        long from = shift.of(grid.startMillis()) - rangeMillis - extraBefore();
        long to = shift.of(grid.endMillis()) + extraAfter();
        context.source()
                .select(
                        selector.selector(),
                        from,
                        to,
                        (labels, samples) -> visitor.series(labels, false, live(samples)));
    }

    @Nullable
    Grid steps(Subquery subquery, Grid grid) {
        return SubqueryGrid.of(
                subquery, grid, context.query(), context.options().defaultStepMillis());
    }

    void read(List<Points> operand, Grid steps, Visitor visitor) {
        reserve(steps.size());
        for (Points row : operand) {
            int n = 0;
            for (int step = 0; step < steps.size(); step++) {
                if (row.has(step)) {
                    times[n] = steps.at(step);
                    values[n++] = row.values()[step];
                }
            }
            visitor.series(row.labels(), row.nameDropped(), view.set(times, values, 0, n));
        }
    }

    private Samples live(Samples samples) {
        double[] all = samples.values();
        for (int i = samples.from(); i < samples.to(); i++) {
            if (Samples.isStale(all[i])) {
                return withoutMarkers(samples);
            }
        }
        return samples;
    }

    private Samples withoutMarkers(Samples samples) {
        reserve(samples.size());
        int n = 0;
        for (int i = 0; i < samples.size(); i++) {
            if (!Samples.isStale(samples.value(i))) {
                times[n] = samples.timestamp(i);
                values[n++] = samples.value(i);
            }
        }
        return view.set(times, values, 0, n);
    }

    private void reserve(int size) {
        if (times.length < size) {
            times = new long[size];
            values = new double[size];
        }
    }
}
