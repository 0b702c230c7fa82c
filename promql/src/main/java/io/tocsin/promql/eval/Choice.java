package io.tocsin.promql.eval;

import io.tocsin.promql.ast.AggregateOp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/** {@code topk}, {@code bottomk} and {@code limitk}: at each step the first k of a group in some order, as they are. */
final class Choice {

    private final AggregateOp op;
    private final double[] k;
    private final boolean instant;

    /** @param instant whether the chosen are put in order, as the result of an instant query is */
    Choice(AggregateOp op, double[] k, boolean instant) {
        this.op = op;
        this.k = k;
        this.instant = instant;
    }

    List<Points> from(List<RowGroup> groups) {
        List<Points> out = new ArrayList<>();
        for (RowGroup group : groups) {
            if (instant && k.length == 1) {
                List<Points> chosen = chosen(group.rows(), 0);
                chosen.sort(orderAt(0));
                out.addAll(chosen);
            } else {
                out.addAll(choose(group.rows()));
            }
        }
        return out;
    }

    private List<Points> choose(List<Points> rows) {
        IdentityHashMap<Points, Points> out = new IdentityHashMap<>();
        for (int step = 0; step < k.length; step++) {
            for (Points row : chosen(rows, step)) {
                out.computeIfAbsent(row, from -> Points.blank(from.labels(), from.nameDropped(), k.length))
                                .values()[step] =
                        row.values()[step];
            }
        }
        return rows.stream().filter(out::containsKey).map(out::get).collect(Collectors.toCollection(ArrayList::new));
    }

    private List<Points> chosen(List<Points> rows, int step) {
        int limit = k[step] < 1 ? 0 : (int) Math.min(k[step], rows.size());
        if (limit == 0) {
            return new ArrayList<>();
        }
        PriorityQueue<Points> worstFirst =
                new PriorityQueue<>(limit + 1, orderAt(step).reversed());
        for (Points row : rows) {
            if (row.has(step)) {
                worstFirst.add(row);
                if (worstFirst.size() > limit) {
                    worstFirst.poll();
                }
            }
        }
        return new ArrayList<>(worstFirst);
    }

    private Comparator<Points> orderAt(int step) {
        return switch (op) {
            case TOPK -> SortFunctions.byValueAt(step, false);
            case BOTTOMK -> SortFunctions.byValueAt(step, true);
            default -> Rows.CANONICAL;
        };
    }
}
