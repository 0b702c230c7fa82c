package io.tocsin.promql.eval;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.AggregateOp;
import io.tocsin.promql.ast.Expr;
import java.util.ArrayList;
import java.util.List;

/** The aggregation operators. */
final class Aggregations {

    private final Evaluation evaluation;

    Aggregations(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    List<Points> vector(Expr.Aggregate aggregate, Grid grid) {
        return switch (aggregate.op()) {
            case SUM, AVG, COUNT, MIN, MAX, GROUP -> mergeable(aggregate, grid);
            case STDDEV, STDVAR -> overNumbers(aggregate, grid, variance(aggregate.op() == AggregateOp.STDDEV));
            case QUANTILE -> quantile(aggregate, grid);
            case COUNT_VALUES -> countValues(aggregate, grid);
            case TOPK, BOTTOMK, LIMITK -> choice(aggregate, grid);
            case LIMIT_RATIO -> limitRatio(aggregate, grid);
        };
    }

    private List<Points> operand(Expr.Aggregate aggregate, Grid grid) {
        return Rows.canonical(evaluation.vector(aggregate.operand(), grid));
    }

    private static List<Points> mergeableOf(GroupedPartials partials) {
        List<Points> out = new ArrayList<>();
        for (GroupedPartials.Group group : partials.groups()) {
            out.add(new Points(group.labels(), group.nameDropped(), partials.values(group)));
        }
        return out;
    }

    private List<Points> mergeable(Expr.Aggregate aggregate, Grid grid) {
        GroupedPartials partials = new GroupedPartials(Mergeable.of(aggregate.op()), aggregate.grouping(), grid.size());
        operand(aggregate, grid).forEach(partials::add);
        return mergeableOf(partials);
    }

    /** The numbers of a group at one step, to be made one. */
    @FunctionalInterface
    private interface OfNumbers {
        double apply(int step, double[] numbers, int size);
    }

    private List<Points> overNumbers(Expr.Aggregate aggregate, Grid grid, OfNumbers function) {
        List<Points> out = new ArrayList<>();
        for (RowGroup group : RowGroup.of(operand(aggregate, grid), aggregate.grouping()::groupOf)) {
            Points row = Points.blank(group.labels(), group.nameDropped(), grid.size());
            double[] numbers = new double[group.rows().size()];
            for (int step = 0; step < grid.size(); step++) {
                int size = group.numbers(step, numbers);
                if (size > 0) {
                    row.values()[step] = function.apply(step, numbers, size);
                }
            }
            out.add(row);
        }
        return out;
    }

    private static OfNumbers variance(boolean root) {
        Window window = new Window();
        return (step, numbers, size) -> {
            window.values = numbers;
            window.to = size;
            return root ? OverTime.stddev(window) : OverTime.stdvar(window);
        };
    }

    private double[] parameter(Expr.Aggregate aggregate, Grid grid) {
        if (aggregate.parameter() == null) {
            throw new PromqlException(aggregate.op() + " needs a parameter");
        }
        return evaluation.scalar(aggregate.parameter(), grid);
    }

    private List<Points> quantile(Expr.Aggregate aggregate, Grid grid) {
        double[] phi = parameter(aggregate, grid);
        if (aggregate.parameter() != null) {
            Quantiles.check(evaluation.context(), phi, aggregate.parameter().span());
        }
        return overNumbers(aggregate, grid, (step, numbers, size) -> Quantiles.of(phi[step], numbers, size));
    }

    private List<Points> countValues(Expr.Aggregate aggregate, Grid grid) {
        String label = aggregate.parameter() == null ? "" : evaluation.text(aggregate.parameter());
        if (!LabelNames.isValid(label)) {
            throw new PromqlException("invalid label name " + LabelNames.quote(label));
        }
        GroupedPartials counts =
                new GroupedPartials(Mergeable.COUNT, CountValues.grouping(aggregate.grouping(), label), grid.size());
        for (Points row : operand(aggregate, grid)) {
            CountValues.split(row, label).forEach(counts::add);
        }
        return mergeableOf(counts);
    }

    private List<Points> choice(Expr.Aggregate aggregate, Grid grid) {
        double[] k = parameter(aggregate, grid);
        for (double value : k) {
            if (Double.isNaN(value)) {
                throw new PromqlException("Parameter value is NaN");
            }
        }
        List<RowGroup> groups = RowGroup.of(operand(aggregate, grid), aggregate.grouping()::groupOf);
        return new Choice(aggregate.op(), k, evaluation.context().isInstantQuery()).from(groups);
    }

    private List<Points> limitRatio(Expr.Aggregate aggregate, Grid grid) {
        double[] ratio = parameter(aggregate, grid);
        for (int step = 0; step < ratio.length; step++) {
            ratio[step] = checkedRatio(aggregate, ratio[step]);
        }
        List<Points> out = new ArrayList<>();
        for (Points row : operand(aggregate, grid)) {
            double position = LabelHash.position(row.labels());
            for (int step = 0; step < grid.size(); step++) {
                boolean chosen = ratio[step] >= 0 ? position < ratio[step] : position >= 1 + ratio[step];
                if (!chosen) {
                    row.values()[step] = Points.ABSENT;
                }
            }
            out.add(row);
        }
        return out;
    }

    private double checkedRatio(Expr.Aggregate aggregate, double ratio) {
        if (Double.isNaN(ratio)) {
            throw new PromqlException("Ratio value is NaN");
        }
        double capped = Math.clamp(ratio, -1, 1);
        if (capped != ratio) {
            evaluation
                    .context()
                    .warn(
                            "ratio value should be between -1 and 1, got " + Numbers.format(ratio) + ", capping to "
                                    + Numbers.format(capped),
                            aggregate.span());
        }
        return capped;
    }
}
