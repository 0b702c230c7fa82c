package io.tocsin.promql.eval;

import io.tocsin.schemas.labels.Labels;
import java.util.BitSet;
import java.util.List;

/**
 * Instant vectors over a grid: for each series a value a step, where it has one.
 *
 * @param series in the order of the result (ascending by labels unless the expression sorts)
 */
public record Matrix(Grid grid, List<Row> series) implements Value {

    public Matrix {
        series = List.copyOf(series);
    }

    public static Matrix empty(Grid grid) {
        return new Matrix(grid, List.of());
    }

    /**
     * One series.
     *
     * @param nameDropped whether an operation has dropped the metric name: Prometheus drops it only at the end, so that
     *     {@code label_replace} and {@code by (__name__)} still see it. Until then the labels keep the name and this says
     *     that it must go. Always false in a {@link Result}; a merged leaf hands it to the root
     * @param values one a step; meaningless where {@code present} has no bit. NaN is a value like any other
     * @param present the steps that have a value
     */
    public record Row(Labels labels, boolean nameDropped, double[] values, BitSet present) {}
}
