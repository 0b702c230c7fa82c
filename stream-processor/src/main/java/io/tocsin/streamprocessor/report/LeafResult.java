package io.tocsin.streamprocessor.report;

import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.plan.PartialMatrix;

/** What came of one leaf in one partition, over one grid. */
public sealed interface LeafResult {

    /** The identity of the leaf, the same in every process: {@code Leaf.id()}. */
    String leaf();

    Grid grid();

    record Values(String leaf, PartialMatrix matrix) implements LeafResult {
        @Override
        public Grid grid() {
            return matrix.grid();
        }
    }

    /** The evaluation failed, as a function of the data (too many samples, many-to-many, …). */
    record Failed(String leaf, Grid grid, String message) implements LeafResult {}
}
