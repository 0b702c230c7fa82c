package io.tocsin.promql.eval;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.UnsupportedException;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.RangeModifier;
import io.tocsin.promql.ast.ValueType;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/** Function calls, by name. */
final class Calls {

    /** Functions of an instant vector that are a matter of their own. */
    @FunctionalInterface
    private interface VectorFunction {
        List<Points> apply(Calls calls, Expr.Call call, Grid grid);
    }

    /** Acting on native histograms only: floats yield nothing. */
    private static final Set<String> OF_NATIVE_HISTOGRAMS =
            Set.of("histogram_count", "histogram_sum", "histogram_avg", "histogram_stddev", "histogram_stdvar");

    /** One map for all evaluations: there is one of these at every instant, for every leaf. */
    private static final Map<String, VectorFunction> FUNCTIONS = Map.ofEntries(
            Map.entry("absent", (calls, call, grid) -> new AbsentFunctions(calls.evaluation).absent(call, grid)),
            Map.entry(
                    "absent_over_time",
                    (calls, call, grid) -> new AbsentFunctions(calls.evaluation).absentOverTime(call, grid)),
            Map.entry("clamp", Calls::clamp),
            Map.entry("clamp_min", Calls::clampMin),
            Map.entry("clamp_max", Calls::clampMax),
            Map.entry(
                    "histogram_fraction",
                    (calls, call, grid) -> new HistogramFunctions(calls.evaluation).fraction(call, grid)),
            Map.entry(
                    "histogram_quantile",
                    (calls, call, grid) -> new HistogramFunctions(calls.evaluation).quantile(call, grid)),
            Map.entry(
                    "histogram_quantiles",
                    (calls, call, grid) -> new HistogramFunctions(calls.evaluation).quantiles(call, grid)),
            Map.entry("label_join", (calls, call, grid) -> new LabelFunctions(calls.evaluation).join(call, grid)),
            Map.entry("label_replace", (calls, call, grid) -> new LabelFunctions(calls.evaluation).replace(call, grid)),
            Map.entry("round", Calls::round),
            Map.entry("sort", (calls, call, grid) -> new SortFunctions(calls.evaluation).ascending(call, grid)),
            Map.entry("sort_desc", (calls, call, grid) -> new SortFunctions(calls.evaluation).descending(call, grid)),
            Map.entry("sort_by_label", (calls, call, grid) -> new SortFunctions(calls.evaluation).byLabel(call, grid)),
            Map.entry(
                    "sort_by_label_desc",
                    (calls, call, grid) -> new SortFunctions(calls.evaluation).byLabelDescending(call, grid)),
            Map.entry("timestamp", Calls::timestamp),
            Map.entry("vector", Calls::vectorOf));

    private final Evaluation evaluation;

    Calls(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    List<Points> vector(Expr.Call call, Grid grid) {
        String name = call.function();
        DoubleUnaryOperator function = MathFunctions.BY_NAME.get(name);
        if (function != null) {
            return Elementwise.map(argument(call, 0, grid), function);
        }
        if (RangeFunctions.contains(name)) {
            return overRange(call, grid);
        }
        if (DateFunctions.contains(name)) {
            return date(call, grid);
        }
        if (OF_NATIVE_HISTOGRAMS.contains(name)) {
            argument(call, 0, grid);
            return new ArrayList<>();
        }
        VectorFunction special = FUNCTIONS.get(name);
        if (special == null) {
            throw new UnsupportedException("function " + name + " is not supported");
        }
        return special.apply(this, call, grid);
    }

    private List<Points> argument(Expr.Call call, int index, Grid grid) {
        return evaluation.vector(call.arguments().get(index), grid);
    }

    private double[] scalarArgument(Expr.Call call, int index, Grid grid) {
        return evaluation.scalar(call.arguments().get(index), grid);
    }

    private List<Points> overRange(Expr.Call call, Grid grid) {
        List<double[]> parameters = new ArrayList<>();
        Expr range = null;
        for (Expr argument : call.arguments()) {
            if (argument.type() == ValueType.SCALAR) {
                parameters.add(evaluation.scalar(argument, grid));
            } else {
                range = Evaluation.unwrap(argument);
            }
        }
        if (range == null) {
            throw new PromqlException("function " + call.function() + " needs a range vector");
        }
        double[][] columns = parameters.toArray(double[][]::new);
        if (call.function().equals("quantile_over_time")) {
            Quantiles.check(
                    evaluation.context(),
                    columns[0],
                    call.arguments().getFirst().span());
        }
        return Ranges.call(evaluation, range, grid, call.function(), columns);
    }

    private List<Points> date(Expr.Call call, Grid grid) {
        String name = call.function();
        List<Points> rows = call.arguments().isEmpty() ? vectorOf(seconds(grid)) : argument(call, 0, grid);
        return Elementwise.map(rows, value -> DateFunctions.apply(name, value));
    }

    private static double[] seconds(Grid grid) {
        double[] seconds = new double[grid.size()];
        for (int step = 0; step < seconds.length; step++) {
            seconds[step] = grid.at(step) / 1000.0;
        }
        return seconds;
    }

    private List<Points> vectorOf(Expr.Call call, Grid grid) {
        return vectorOf(scalarArgument(call, 0, grid));
    }

    private static List<Points> vectorOf(double[] values) {
        List<Points> rows = new ArrayList<>(1);
        rows.add(Evaluation.constant(Labels.EMPTY, values));
        return rows;
    }

    private List<Points> clamp(Expr.Call call, Grid grid) {
        double[] min = scalarArgument(call, 1, grid);
        double[] max = scalarArgument(call, 2, grid);
        return Elementwise.mapSteps(
                argument(call, 0, grid),
                (step, value) ->
                        min[step] > max[step] ? Points.ABSENT : Math.max(min[step], Math.min(max[step], value)));
    }

    private List<Points> clampMin(Expr.Call call, Grid grid) {
        double[] min = scalarArgument(call, 1, grid);
        return Elementwise.mapSteps(argument(call, 0, grid), (step, value) -> Math.max(min[step], value));
    }

    private List<Points> clampMax(Expr.Call call, Grid grid) {
        double[] max = scalarArgument(call, 1, grid);
        return Elementwise.mapSteps(argument(call, 0, grid), (step, value) -> Math.min(max[step], value));
    }

    /** Ties go up. The inverse is multiplied with, as in Prometheus, so that 0.1 rounds as people expect. */
    private List<Points> round(Expr.Call call, Grid grid) {
        double[] nearest =
                call.arguments().size() > 1 ? scalarArgument(call, 1, grid) : Evaluation.filled(grid.size(), 1);
        return Elementwise.mapSteps(argument(call, 0, grid), (step, value) -> {
            double inverse = 1 / nearest[step];
            return Math.floor(value * inverse + 0.5) / inverse;
        });
    }

    private List<Points> timestamp(Expr.Call call, Grid grid) {
        if (Evaluation.unwrap(call.arguments().getFirst()) instanceof Expr.VectorSelector selector
                && selector.modifier() != RangeModifier.SMOOTHED) {
            return InstantReader.read(evaluation.context(), selector, grid, true);
        }
        return Elementwise.mapSteps(argument(call, 0, grid), (step, value) -> grid.at(step) / 1000.0);
    }

    double[] scalar(Expr.Call call, Grid grid) {
        Grid query = evaluation.context().query();
        return switch (call.function()) {
            case "time" -> seconds(grid);
            case "pi" -> Evaluation.filled(grid.size(), Math.PI);
            case "scalar" -> onlyElement(argument(call, 0, grid), grid.size());
            case "step" ->
                Evaluation.filled(grid.size(), evaluation.context().durations().stepMillis() / 1000.0);
            case "range" ->
                Evaluation.filled(grid.size(), evaluation.context().durations().rangeMillis() / 1000.0);
            case "start" -> Evaluation.filled(grid.size(), query.startMillis() / 1000.0);
            case "end" -> Evaluation.filled(grid.size(), query.endMillis() / 1000.0);
            case "min_of" -> extreme(call, grid, false);
            case "max_of" -> extreme(call, grid, true);
            default -> throw new UnsupportedException("function " + call.function() + " is not supported");
        };
    }

    private double[] extreme(Expr.Call call, Grid grid, boolean max) {
        double[] left = scalarArgument(call, 0, grid);
        double[] right = scalarArgument(call, 1, grid);
        for (int step = 0; step < left.length; step++) {
            left[step] = max ? Math.max(left[step], right[step]) : Math.min(left[step], right[step]);
        }
        return left;
    }

    private static double[] onlyElement(List<Points> rows, int steps) {
        double[] values = Evaluation.filled(steps, Double.NaN);
        for (int step = 0; step < steps; step++) {
            int found = 0;
            for (Points row : rows) {
                if (row.has(step)) {
                    found++;
                    values[step] = found == 1 ? row.values()[step] : Double.NaN;
                }
            }
        }
        return values;
    }
}
