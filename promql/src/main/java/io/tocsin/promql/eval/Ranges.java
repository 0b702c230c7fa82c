package io.tocsin.promql.eval;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.RangeModifier;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Range vectors: under a function, as a result, and the leaves a root looks at on finer or shorter grids. */
final class Ranges {

    private Ranges() {}

    /** Applies a range function to a range vector. */
    static List<Points> call(Evaluation evaluation, Expr range, Grid grid, String function, double[][] parameters) {
        EvalContext context = evaluation.context();
        RangeModifier modifier =
                range instanceof Expr.MatrixSelector selector ? selector.modifier() : RangeModifier.NONE;
        RangeFunctions.Entry entry = RangeFunctions.get(function, modifier);
        RangeReader reader = reader(context, range);
        RangeCall call = new RangeCall(
                context, grid, reader, entry, parameters, new CounterHint(context, function, range.span()));
        read(evaluation, range, grid, reader, call);
        return call.rows();
    }

    private static RangeReader reader(EvalContext context, Expr range) {
        return switch (range) {
            case Expr.MatrixSelector selector -> RangeReader.of(context, selector);
            case Expr.Subquery subquery -> RangeReader.of(context, subquery);
            default -> throw new PromqlException("expected a range vector, got " + range.type() + ": " + range);
        };
    }

    private static void read(
            Evaluation evaluation, Expr range, Grid grid, RangeReader reader, RangeReader.Visitor visitor) {
        if (range instanceof Expr.MatrixSelector selector) {
            reader.read(selector, grid, visitor);
        } else if (range instanceof Expr.Subquery subquery) {
            Grid steps = reader.steps(subquery, grid);
            if (steps != null) {
                reader.read(evaluation.vector(subquery.operand(), steps), steps, visitor);
            }
        }
    }

    /** A range vector as the result of an instant query. */
    static Value top(Evaluation evaluation, Expr expr, Grid grid) {
        if (!evaluation.context().isInstantQuery()) {
            throw new PromqlException(
                    "invalid expression type \"range vector\" for range query, must be Scalar or instant Vector");
        }
        Expr range = Evaluation.unwrap(expr);
        RangeReader reader = reader(evaluation.context(), range);
        long to = reader.shift().of(grid.startMillis());
        long after = to - reader.rangeMillis();
        List<Value.RangeVector.Series> series = new ArrayList<>();
        read(evaluation, range, grid, reader, (labels, nameDropped, samples) -> {
            evaluation.context().budget().spend(samples.size());
            int from = samples.from();
            while (from < samples.to() && samples.timestamps()[from] <= after) {
                from++;
            }
            int end = samples.to();
            while (end > from && samples.timestamps()[end - 1] > to) {
                end--;
            }
            if (end > from) {
                Labels name = nameDropped ? labels.withoutMetricName() : labels;
                series.add(new Value.RangeVector.Series(
                        name,
                        Arrays.copyOfRange(samples.timestamps(), from, end),
                        Arrays.copyOfRange(samples.values(), from, end)));
            }
        });
        series.sort(Comparator.comparing(Value.RangeVector.Series::labels));
        return new Value.RangeVector(series);
    }

    /** A copy of a merged leaf on a grid whose instants the leaf's grid has. */
    static List<Points> gathered(Matrix leaf, Grid grid) {
        int[] steps = new int[grid.size()];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = leaf.grid().indexOf(grid.at(i));
            if (steps[i] < 0) {
                throw new IllegalArgumentException(
                        "leaf evaluated on " + leaf.grid() + " has no instant " + grid.at(i));
            }
        }
        List<Points> rows = new ArrayList<>(leaf.series().size());
        for (Matrix.Row row : leaf.series()) {
            Points points = Points.blank(row.labels(), row.nameDropped(), steps.length);
            for (int i = 0; i < steps.length; i++) {
                if (row.present().get(steps[i])) {
                    points.values()[i] = row.values()[steps[i]];
                }
            }
            rows.add(points);
        }
        return Rows.canonical(rows);
    }
}
