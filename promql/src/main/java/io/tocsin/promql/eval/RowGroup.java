package io.tocsin.promql.eval;

import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The series of one group of an aggregation. */
final class RowGroup {

    private final Labels labels;
    private final List<Points> rows = new ArrayList<>();
    private boolean nameDropped;

    private RowGroup(Labels labels) {
        this.labels = labels;
    }

    /** In ascending order of the groups' labels; the series keep their order. */
    static List<RowGroup> of(Collection<Points> rows, UnaryOperator<Labels> grouping) {
        Map<Labels, RowGroup> groups = new LinkedHashMap<>();
        for (Points row : rows) {
            RowGroup group = groups.computeIfAbsent(grouping.apply(row.labels()), RowGroup::new);
            group.rows.add(row);
            group.nameDropped |= row.nameDropped();
        }
        List<RowGroup> sorted = new ArrayList<>(groups.values());
        sorted.sort((a, b) -> a.labels.compareTo(b.labels));
        return sorted;
    }

    Labels labels() {
        return labels;
    }

    List<Points> rows() {
        return rows;
    }

    boolean nameDropped() {
        return nameDropped;
    }

    /** @return how many numbers the group has at this step; they are put into {@code into} */
    int numbers(int step, double[] into) {
        int size = 0;
        for (Points row : rows) {
            if (row.has(step)) {
                into[size++] = row.values()[step];
            }
        }
        return size;
    }
}
