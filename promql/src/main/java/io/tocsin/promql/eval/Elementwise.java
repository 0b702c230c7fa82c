package io.tocsin.promql.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Operations on each value by itself; they drop the metric name. */
final class Elementwise {

    /** Of a value at a step; may yield {@link Points#ABSENT}. */
    @FunctionalInterface
    interface AtStep {
        double apply(int step, double value);
    }

    private Elementwise() {}

    static List<Points> map(List<Points> rows, DoubleUnaryOperator function) {
        return mapSteps(rows, (step, value) -> function.applyAsDouble(value));
    }

    static List<Points> mapSteps(List<Points> rows, AtStep function) {
        List<Points> out = new ArrayList<>(rows.size());
        for (Points row : rows) {
            apply(row, function);
            out.add(row.withName(true));
        }
        return out;
    }

    /** Keeps the values for which the function yields them, and the names. */
    static List<Points> filter(List<Points> rows, AtStep function) {
        for (Points row : rows) {
            apply(row, function);
        }
        return rows;
    }

    private static void apply(Points row, AtStep function) {
        double[] values = row.values();
        for (int step = 0; step < values.length; step++) {
            if (!Points.absent(values[step])) {
                values[step] = function.apply(step, values[step]);
            }
        }
    }
}
