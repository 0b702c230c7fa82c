package io.tocsin.promql.eval;

import io.tocsin.schemas.labels.Labels;
import java.util.BitSet;
import java.util.List;

/**
 * Instant vectors over a grid: for each series a value a step, where it has one.
 *
 * @param series in the order of the result (ascending by labels unless the expression sorts)
 */
public record Matrix(Grid grid, List<Row> series) {

    public Matrix {
        series = List.copyOf(series);
    }

    public static Matrix empty(Grid grid) {
        return new Matrix(grid, List.of());
    }

    /**
     * One series.
     *
     * @param values one a step; meaningless where {@code present} has no bit. NaN is a value like any other
     * @param present the steps that have a value
     */
    public record Row(Labels labels, double[] values, BitSet present) {}
}
