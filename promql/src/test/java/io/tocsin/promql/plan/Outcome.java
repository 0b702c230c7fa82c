package io.tocsin.promql.plan;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.eval.Matrix;
import io.tocsin.promql.eval.Result;
import io.tocsin.schemas.labels.Labels;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Values by instant and labels, or that there are none because of an error. */
record Outcome(boolean failed, SortedMap<Long, SortedMap<Labels, Double>> values) {

    static Outcome of(Grid grid, Supplier<Result> evaluation) {
        SortedMap<Long, SortedMap<Labels, Double>> values = new TreeMap<>();
        try {
            Matrix matrix = (Matrix) evaluation.get().value();
            for (int step = 0; step < grid.size(); step++) {
                values.put(grid.at(step), at(matrix, step));
            }
            return new Outcome(false, values);
        } catch (PromqlException e) {
            return new Outcome(true, new TreeMap<>());
        }
    }

    private static SortedMap<Labels, Double> at(Matrix matrix, int step) {
        SortedMap<Labels, Double> values = new TreeMap<>();
        for (Matrix.Row row : matrix.series()) {
            if (row.present().get(step) && values.put(row.labels(), row.values()[step]) != null) {
                throw new AssertionError("twice in one result: " + row.labels());
            }
        }
        return values;
    }

    /** Equal errors, or values that differ by no more than a tolerance relative to the larger. */
    boolean agrees(Outcome other, double tolerance) {
        if (failed || other.failed) {
            return failed == other.failed;
        }
        if (!values.keySet().equals(other.values.keySet())) {
            return false;
        }
        return values.entrySet().stream()
                .allMatch(entry -> agree(entry.getValue(), other.at(entry.getKey()), tolerance));
    }

    SortedMap<Labels, Double> at(long instant) {
        return values.getOrDefault(instant, new TreeMap<>());
    }

    private static boolean agree(SortedMap<Labels, Double> mine, SortedMap<Labels, Double> others, double tolerance) {
        return mine.keySet().equals(others.keySet())
                && mine.entrySet().stream()
                        .allMatch(entry -> near(entry.getValue(), others.getOrDefault(entry.getKey(), 0.0), tolerance));
    }

    private static boolean near(double a, double b, double tolerance) {
        return Double.doubleToLongBits(a) == Double.doubleToLongBits(b)
                || (tolerance > 0 && (a == b || Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))));
    }
}
