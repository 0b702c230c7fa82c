package io.tocsin.promql.plan;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.Grouping;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.eval.GroupedPartials;
import io.tocsin.promql.eval.Matrix;
import io.tocsin.promql.eval.Mergeable;
import io.tocsin.promql.eval.SeriesUnion;
import java.util.List;
import java.util.Optional;

/** Merges what the partitions have to say about a leaf. */
public final class Merger {

    private Merger() {}

    /**
     * @param inPartitionOrder what each partition has; the order decides the last bit of sums, so it must be the same every
     *     time. All over one grid
     * @throws PromqlException if two partitions have the same series at the same instant
     */
    public static Matrix merge(Leaf leaf, List<PartialMatrix> inPartitionOrder) {
        if (inPartitionOrder.isEmpty()) {
            throw new IllegalArgumentException("no partition has reported on " + leaf.id());
        }
        Grid grid = inPartitionOrder.getFirst().grid();
        for (PartialMatrix partial : inPartitionOrder) {
            if (!partial.grid().equals(grid)
                    || partial.components() != leaf.form().components()) {
                throw new IllegalArgumentException("a partition has reported on another grid or in another form: "
                        + partial.grid() + ", " + partial.components() + " components; " + leaf.id());
            }
        }
        Optional<Mergeable> mergeable = leaf.form().mergeable();
        return mergeable.isPresent()
                ? aggregates(mergeable.get(), grid, inPartitionOrder)
                : series(grid, inPartitionOrder);
    }

    private static Matrix series(Grid grid, List<PartialMatrix> partials) {
        SeriesUnion union = new SeriesUnion(grid);
        for (PartialMatrix partial : partials) {
            for (PartialMatrix.Row row : partial.rows()) {
                union.add(row.labels(), row.nameDropped(), row.values()[0], row.present());
            }
        }
        return union.matrix();
    }

    private static Matrix aggregates(Mergeable form, Grid grid, List<PartialMatrix> partials) {
        GroupedPartials merged = new GroupedPartials(form, Grouping.NONE, grid.size());
        for (PartialMatrix partial : partials) {
            for (PartialMatrix.Row row : partial.rows()) {
                GroupedPartials.Group group = merged.group(row.labels(), row.nameDropped());
                for (int step = row.present().nextSetBit(0);
                        step >= 0;
                        step = row.present().nextSetBit(step + 1)) {
                    form.merge(group.components(), row.values(), step);
                }
            }
        }
        return merged.toMatrix(grid);
    }
}
