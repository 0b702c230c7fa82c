package io.tocsin.promql.eval;

import io.tocsin.promql.series.Samples;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Moves a window over each series and calls a range function at every step. */
final class RangeCall implements RangeReader.Visitor {

    private final EvalContext context;
    private final Grid grid;
    private final RangeReader reader;
    private final RangeFunction function;
    private final boolean keepsName;
    private final double[][] parameters;
    private final Consumer<String> hint;
    private final Window window = new Window();
    private final List<Points> rows = new ArrayList<>();

    /**
     * @param parameters the scalar arguments, one array over the grid each
     * @param hint takes the metric name of each series that has a result
     */
    RangeCall(
            EvalContext context,
            Grid grid,
            RangeReader reader,
            RangeFunctions.Entry entry,
            double[][] parameters,
            Consumer<String> hint) {
        this.context = context;
        this.grid = grid;
        this.reader = reader;
        this.function = entry.function();
        this.keepsName = entry.keepsName();
        this.parameters = parameters;
        this.hint = hint;
        window.parameters = new double[parameters.length];
    }

    List<Points> rows() {
        return Rows.canonical(rows);
    }

    @Override
    public void series(Labels labels, boolean nameDropped, Samples samples) {
        window.timestamps = samples.timestamps();
        window.values = samples.values();
        window.from = samples.from();
        window.to = samples.from();
        Points row = null;
        long touched = 0;
        for (int step = 0; step < grid.size(); step++) {
            move(step, samples.to());
            if (window.from < window.to) {
                touched += window.size();
                double value = function.apply(window);
                if (!Points.absent(value)) {
                    row = row == null ? Points.blank(labels, nameDropped || !keepsName, grid.size()) : row;
                    row.values()[step] = value;
                }
            }
        }
        context.budget().spend(touched);
        if (row != null) {
            hint.accept(labels.metricName());
            rows.add(row);
            context.budget().checkSeries(rows.size());
        }
    }

    private void move(int step, int end) {
        window.instantMillis = grid.at(step);
        window.endMillis = reader.shift().of(window.instantMillis);
        window.startMillis = window.endMillis - reader.rangeMillis();
        long after = window.startMillis - reader.extraBefore();
        long upTo = window.endMillis + reader.extraAfter();
        long[] times = window.timestamps;
        while (window.to < end && times[window.to] <= upTo) {
            window.to++;
        }
        while (window.from < window.to && times[window.from] <= after) {
            window.from++;
        }
        for (int i = 0; i < parameters.length; i++) {
            window.parameters[i] = parameters[i][step];
        }
    }
}
