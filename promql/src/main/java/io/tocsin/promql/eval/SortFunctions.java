package io.tocsin.promql.eval;

import io.tocsin.promql.ast.Expr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The {@code sort} family: it orders the result of an instant query. */
final class SortFunctions {

    private static final Comparator<Points> BY_LABELS = Comparator.comparing(Points::labels);

    private final Evaluation evaluation;

    SortFunctions(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    List<Points> ascending(Expr.Call call, Grid grid) {
        return sorted(call, grid, byValue(true));
    }

    List<Points> descending(Expr.Call call, Grid grid) {
        return sorted(call, grid, byValue(false));
    }

    List<Points> byLabel(Expr.Call call, Grid grid) {
        return sorted(call, grid, byLabels(call));
    }

    List<Points> byLabelDescending(Expr.Call call, Grid grid) {
        return sorted(call, grid, byLabels(call).reversed());
    }

    /** NaN comes last either way; ties are broken by labels. */
    static Comparator<Points> byValue(boolean ascending) {
        return byValueAt(0, ascending);
    }

    static Comparator<Points> byValueAt(int step, boolean ascending) {
        return (a, b) -> {
            double x = a.values()[step];
            double y = b.values()[step];
            if (Double.isNaN(x) || Double.isNaN(y)) {
                int order = Boolean.compare(Double.isNaN(x), Double.isNaN(y));
                return order != 0 ? order : BY_LABELS.compare(a, b);
            }
            int order = x < y ? -1 : x > y ? 1 : 0;
            return order == 0 ? BY_LABELS.compare(a, b) : ascending ? order : -order;
        };
    }

    private Comparator<Points> byLabels(Expr.Call call) {
        Comparator<Points> order = (_, _) -> 0;
        for (Expr argument : call.arguments().subList(1, call.arguments().size())) {
            String label = evaluation.text(argument);
            order = order.thenComparing(row -> row.labels().get(label), NaturalOrder.INSTANCE);
        }
        return order.thenComparing(BY_LABELS);
    }

    private List<Points> sorted(Expr.Call call, Grid grid, Comparator<Points> order) {
        List<Points> rows = new ArrayList<>(evaluation.vector(call.arguments().getFirst(), grid));
        if (!evaluation.context().isInstantQuery()) {
            evaluation
                    .context()
                    .warn(
                            "sort is ineffective for range queries since results are always ordered by labels",
                            call.span());
            return rows;
        }
        if (grid.size() == 1) {
            rows.removeIf(Points::isEmpty);
            rows.sort(order);
        }
        return rows;
    }
}
