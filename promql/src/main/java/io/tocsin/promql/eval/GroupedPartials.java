package io.tocsin.promql.eval;

import io.tocsin.promql.ast.Grouping;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The partial results of a mergeable aggregation, by group: made from series, or merged from other partitions. */
public final class GroupedPartials {

    private final Mergeable form;
    private final Grouping grouping;
    private final int steps;
    private final Map<Labels, Group> groups = new LinkedHashMap<>();

    /** One group's partial results. */
    public static final class Group {
        private final Labels labels;
        private final double[][] components;
        private boolean nameDropped;

        private Group(Labels labels, double[][] components) {
            this.labels = labels;
            this.components = components;
        }

        public Labels labels() {
            return labels;
        }

        /** Whether any of its series has lost its metric name. */
        public boolean nameDropped() {
            return nameDropped;
        }

        /** {@code [component][step]}; a staleness marker in component 0 where the group has nothing. */
        public double[][] components() {
            return components;
        }
    }

    /** @param steps how many instants */
    public GroupedPartials(Mergeable form, Grouping grouping, int steps) {
        this.form = form;
        this.grouping = grouping;
        this.steps = steps;
    }

    void add(Points row) {
        Group group = group(grouping.groupOf(row.labels()), row.nameDropped());
        form.addAll(group.components, row.values());
    }

    /** Adds the series of a leaf's operand, in the order given. */
    public void add(Matrix operand) {
        for (Matrix.Row row : operand.series()) {
            Group group = group(grouping.groupOf(row.labels()), row.nameDropped());
            for (int step = row.present().nextSetBit(0);
                    step >= 0;
                    step = row.present().nextSetBit(step + 1)) {
                form.addOne(group.components, step, row.values()[step]);
            }
        }
    }

    /** The group with these labels, to merge into. */
    public Group group(Labels labels, boolean nameDropped) {
        Group group = groups.computeIfAbsent(labels, key -> new Group(key, form.blank(steps)));
        group.nameDropped |= nameDropped;
        return group;
    }

    /** In ascending order of labels. */
    public List<Group> groups() {
        List<Group> sorted = new ArrayList<>(groups.values());
        sorted.sort((a, b) -> a.labels.compareTo(b.labels));
        return sorted;
    }

    /** The group's values, a staleness marker where it has none. */
    public double[] values(Group group) {
        double[] values = new double[steps];
        for (int step = 0; step < steps; step++) {
            values[step] =
                    Points.absent(group.components[0][step]) ? Points.ABSENT : form.value(group.components, step);
        }
        return values;
    }

    /** The finished aggregates, in ascending order of labels. */
    public Matrix toMatrix(Grid grid) {
        List<Matrix.Row> rows = new ArrayList<>();
        for (Group group : groups()) {
            rows.add(new Points(group.labels, group.nameDropped, values(group)).toRow());
        }
        return new Matrix(grid, rows);
    }
}
