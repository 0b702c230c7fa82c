package io.tocsin.promql.eval;

import io.tocsin.promql.ast.Expr.VectorSelector;
import io.tocsin.promql.series.Samples;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.List;

/** Reads instant vectors: for each step the newest sample that is younger than the look-back and not a staleness marker. */
final class InstantReader implements SeriesSource.Visitor {

    private final Grid grid;
    private final Durations.Shift shift;
    private final long lookback;
    private final boolean timestamps;
    private final Budget budget;
    private final List<Points> rows = new ArrayList<>();

    private InstantReader(Grid grid, Durations.Shift shift, long lookback, boolean timestamps, Budget budget) {
        this.grid = grid;
        this.shift = shift;
        this.lookback = lookback;
        this.timestamps = timestamps;
        this.budget = budget;
    }

    /** @param timestamps whether to yield the samples' times in seconds instead of their values */
    static List<Points> read(EvalContext context, VectorSelector selector, Grid grid, boolean timestamps) {
        Durations.Shift shift = context.durations().shift(selector.time());
        long lookback = context.options().lookbackMillis();
        InstantReader reader = new InstantReader(grid, shift, lookback, timestamps, context.budget());
        long from = shift.of(grid.startMillis()) - lookback;
        context.source().select(selector.selector(), from, shift.of(grid.endMillis()), reader);
        return Rows.canonical(reader.rows);
    }

    @Override
    public void series(Labels labels, Samples samples) {
        long[] times = samples.timestamps();
        double[] values = samples.values();
        Points row = null;
        int next = samples.from();
        for (int step = 0; step < grid.size(); step++) {
            long at = shift.of(grid.at(step));
            while (next < samples.to() && times[next] <= at) {
                next++;
            }
            int newest = next - 1;
            if (newest >= samples.from() && times[newest] > at - lookback && !Samples.isStale(values[newest])) {
                row = row == null ? Points.blank(labels, timestamps, grid.size()) : row;
                row.values()[step] = timestamps ? times[newest] / 1000.0 : values[newest];
            }
        }
        budget.spend(grid.size());
        if (row != null) {
            rows.add(row);
            budget.checkSeries(rows.size());
        }
    }
}
