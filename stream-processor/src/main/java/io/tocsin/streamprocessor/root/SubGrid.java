package io.tocsin.streamprocessor.root;

import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.plan.PartialMatrix;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Cuts the values over a slice down to those over a part of it. */
final class SubGrid {

    private SubGrid() {}

    static PartialMatrix of(PartialMatrix matrix, Grid grid) {
        if (matrix.grid().equals(grid)) {
            return matrix;
        }
        List<PartialMatrix.Row> rows = new ArrayList<>();
        for (PartialMatrix.Row row : matrix.rows()) {
            PartialMatrix.Row cut = cut(row, matrix, grid);
            if (!cut.present().isEmpty()) {
                rows.add(cut);
            }
        }
        return new PartialMatrix(grid, matrix.components(), rows);
    }

    private static PartialMatrix.Row cut(PartialMatrix.Row row, PartialMatrix matrix, Grid grid) {
        double[][] values = new double[matrix.components()][grid.size()];
        BitSet present = new BitSet();
        for (int step = 0; step < grid.size(); step++) {
            int from = matrix.grid().indexOf(grid.at(step));
            if (row.present().get(from)) {
                present.set(step);
                for (int component = 0; component < values.length; component++) {
                    values[component][step] = row.values()[component][from];
                }
            }
        }
        return new PartialMatrix.Row(row.labels(), row.nameDropped(), values, present);
    }
}
