package io.tocsin.promql.plan;

import io.tocsin.promql.eval.Annotations;
import io.tocsin.promql.eval.Grid;
import io.tocsin.schemas.labels.Labels;
import java.util.BitSet;
import java.util.List;

/**
 * What one partition has to say about one leaf: mergeable partial results over the leaf's grid.
 *
 * @param components how many numbers make up one partial value, as {@link PartialForm#components()} has it
 * @param annotations what the evaluation has to tell whoever asked; need not cross the network for rules
 */
public record PartialMatrix(Grid grid, int components, List<Row> rows, Annotations annotations) {

    public PartialMatrix {
        rows = List.copyOf(rows);
    }

    public PartialMatrix(Grid grid, int components, List<Row> rows) {
        this(grid, components, rows, Annotations.NONE);
    }

    public static PartialMatrix empty(Grid grid, int components) {
        return new PartialMatrix(grid, components, List.of());
    }

    /**
     * One series or one group.
     *
     * @param nameDropped as in {@link io.tocsin.promql.eval.Matrix.Row}: it must cross the network with the labels
     * @param values {@code [component][step]}; meaningless where {@code present} has no bit
     */
    public record Row(Labels labels, boolean nameDropped, double[][] values, BitSet present) {}
}
