package io.tocsin.streamprocessor.query;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.eval.Engine;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.eval.Value;
import io.tocsin.promql.plan.PartialMatrix;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.streamprocessor.report.LeafResult;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * The query {@code x[5m]} for itself: nothing is computed, so each partition hands over what it has. Between instances a
 * series travels as one leaf's result over a grid that only counts: its times, and its values.
 */
final class RawSamples {

    private static final String NAME = "samples";

    private RawSamples() {}

    /** Whether a query asks for the samples of a selector as they are. */
    static boolean isAskedBy(Expr expr) {
        return switch (expr) {
            case Expr.Paren paren -> isAskedBy(paren.inner());
            case Expr.MatrixSelector _ -> true;
            default -> false;
        };
    }

    /** Those of one partition. */
    static List<LeafResult> evaluate(Expr expr, long atMillis, SeriesSource source, EvalOptions options) {
        Value value = new Engine()
                .evaluate(expr, Grid.instant(atMillis), source, options)
                .value();
        List<LeafResult> results = new ArrayList<>();
        if (value instanceof Value.RangeVector range) {
            range.series().forEach(series -> results.add(result(series)));
        }
        return results;
    }

    private static LeafResult result(Value.RangeVector.Series series) {
        int size = series.timestamps().length;
        double[] times = new double[size];
        for (int i = 0; i < size; i++) {
            // Exact: milliseconds of any year that a clock will show are below 2^53.
            times[i] = series.timestamps()[i];
        }
        BitSet present = new BitSet(size);
        present.set(0, size);
        double[][] columns = {times, series.values()};
        PartialMatrix.Row row = new PartialMatrix.Row(series.labels(), false, columns, present);
        return new LeafResult.Values(NAME, new PartialMatrix(new Grid(1, size, 1), 2, List.of(row)));
    }

    /** What all partitions have handed over, in the order of the labels. */
    static Value.RangeVector joined(List<LeafResult> results) {
        List<Value.RangeVector.Series> joined = new ArrayList<>();
        for (LeafResult result : results) {
            PartialMatrix matrix = LeafQuery.values(result);
            for (PartialMatrix.Row row : matrix.rows()) {
                long[] times = new long[matrix.grid().size()];
                for (int i = 0; i < times.length; i++) {
                    times[i] = (long) row.values()[0][i];
                }
                joined.add(new Value.RangeVector.Series(row.labels(), times, row.values()[1]));
            }
        }
        joined.sort(Comparator.comparing(Value.RangeVector.Series::labels));
        return new Value.RangeVector(joined);
    }
}
