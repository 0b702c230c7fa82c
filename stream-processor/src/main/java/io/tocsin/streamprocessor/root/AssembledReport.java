package io.tocsin.streamprocessor.root;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.plan.Leaf;
import io.tocsin.promql.plan.PartialMatrix;
import io.tocsin.streamprocessor.report.LeafResult;
import io.tocsin.streamprocessor.report.Report;
import io.tocsin.streamprocessor.report.UsedVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** A partition's report, its parts put together, ready to be asked for a leaf's values at some instants. */
final class AssembledReport {

    private final Report.Span span;
    private final SortedSet<UsedVersion> versions;
    private final List<String> keys;
    private final Map<String, List<LeafResult>> results = new HashMap<>();

    /** @param keys of the parts in the state, to be deleted with the report */
    AssembledReport(List<Report> parts, List<String> keys) {
        Report first = parts.getFirst();
        this.span = first.span();
        this.versions = new TreeSet<>(first.versions());
        this.keys = List.copyOf(keys);
        for (Report part : parts) {
            part.results().forEach(this::add);
        }
    }

    /** Rows of one leaf over one grid that were cut into several parts become one again. */
    private void add(LeafResult result) {
        List<LeafResult> known = results.computeIfAbsent(result.leaf(), leaf -> new ArrayList<>());
        if (result instanceof LeafResult.Values more
                && !known.isEmpty()
                && known.getLast() instanceof LeafResult.Values before
                && before.grid().equals(more.grid())) {
            List<PartialMatrix.Row> rows = new ArrayList<>(before.matrix().rows());
            rows.addAll(more.matrix().rows());
            PartialMatrix whole = new PartialMatrix(more.grid(), more.matrix().components(), rows);
            known.set(known.size() - 1, new LeafResult.Values(more.leaf(), whole));
        } else {
            known.add(result);
        }
    }

    Report.Span span() {
        return span;
    }

    SortedSet<UsedVersion> versions() {
        return versions;
    }

    List<String> keys() {
        return keys;
    }

    /**
     * The values of a leaf over a grid that the report's own grid contains.
     *
     * @throws PromqlException if the evaluation failed in the partition
     */
    PartialMatrix values(Leaf leaf, Grid grid) {
        LeafResult.Failed failure = null;
        for (LeafResult result : results.getOrDefault(leaf.id(), List.of())) {
            if (contains(result.grid(), grid)) {
                switch (result) {
                    case LeafResult.Values values -> {
                        return SubGrid.of(values.matrix(), grid);
                    }
                    // Perhaps only because another rule looks at more of the same leaf.
                    case LeafResult.Failed failed -> failure = failed;
                }
            }
        }
        if (failure != null) {
            throw new PromqlException(failure.message());
        }
        throw new IllegalStateException("the report over " + span + " lacks the leaf " + leaf.id() + " at " + grid);
    }

    private static boolean contains(Grid outer, Grid inner) {
        return outer.indexOf(inner.startMillis()) >= 0
                && outer.indexOf(inner.endMillis()) >= 0
                && (inner.size() == 1 || inner.stepMillis() % outer.stepMillis() == 0);
    }
}
