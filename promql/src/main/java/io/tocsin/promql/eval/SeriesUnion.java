package io.tocsin.promql.eval;

import io.tocsin.promql.PromqlException;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Puts together the series that partitions have found, each from the partition it lives in. */
public final class SeriesUnion {

    private final Grid grid;
    private final List<Points> rows = new ArrayList<>();

    public SeriesUnion(Grid grid) {
        this.grid = grid;
    }

    /** @param values copied; those at the steps of {@code present} count */
    public void add(Labels labels, boolean nameDropped, double[] values, BitSet present) {
        Points row = Points.blank(labels, nameDropped, grid.size());
        for (int step = present.nextSetBit(0); step >= 0; step = present.nextSetBit(step + 1)) {
            row.values()[step] = values[step];
        }
        rows.add(row);
    }

    /** @throws PromqlException if a series was added twice with values at the same step */
    public Matrix matrix() {
        List<Matrix.Row> merged = new ArrayList<>(rows.size());
        Rows.canonical(Rows.merge(rows)).forEach(row -> merged.add(row.toRow()));
        return new Matrix(grid, merged);
    }
}
