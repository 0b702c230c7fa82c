package io.tocsin.promql.eval;

import io.tocsin.promql.PromqlException;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Operations on the series of an instant vector as a set. */
final class Rows {

    static final String SAME_LABELSET = "vector cannot contain metrics with the same labelset";

    private static final Comparator<Points> BY_LABELS =
            Comparator.comparing(Points::labels).thenComparing(Points::nameDropped);

    /** The order of {@link #canonical}. */
    static final Comparator<Points> CANONICAL =
            Comparator.<Points>comparingInt(row -> row.labels().hashCode()).thenComparing(BY_LABELS);

    private record Identity(Labels labels, boolean nameDropped) {}

    private Rows() {}

    /**
     * The order in which series are added up: a function of the labels alone, so that no result depends on the order in
     * which a source visits its series; by hash, because comparing label sets costs far more than adding numbers.
     */
    static List<Points> canonical(List<Points> rows) {
        long[] keys = new long[rows.size()];
        boolean ascending = true;
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ((long) rows.get(i).labels().hashCode() << 32) | i;
            ascending &= i == 0 || (keys[i] >> 32) > (keys[i - 1] >> 32);
        }
        if (ascending) {
            return rows;
        }
        Arrays.sort(keys);
        List<Points> sorted = new ArrayList<>(keys.length);
        for (long key : keys) {
            sorted.add(rows.get((int) key));
        }
        sortCollisions(sorted);
        return sorted;
    }

    private static void sortCollisions(List<Points> rows) {
        int from = 0;
        for (int i = 1; i <= rows.size(); i++) {
            if (i == rows.size() || hash(rows, i) != hash(rows, from)) {
                if (i - from > 1) {
                    rows.subList(from, i).sort(BY_LABELS);
                }
                from = i;
            }
        }
    }

    private static int hash(List<Points> rows, int index) {
        return rows.get(index).labels().hashCode();
    }

    /** Joins series of equal labels; they must not have values at the same step. */
    static List<Points> merge(List<Points> rows) {
        return merge(rows, SAME_LABELSET);
    }

    /** @param collision the error if they have */
    static List<Points> merge(List<Points> rows, String collision) {
        Map<Identity, Points> merged = new LinkedHashMap<>(rows.size() * 2);
        for (Points row : rows) {
            Points first = merged.putIfAbsent(new Identity(row.labels(), row.nameDropped()), row);
            if (first != null) {
                join(first, row, collision);
            }
        }
        return merged.size() == rows.size() ? rows : new ArrayList<>(merged.values());
    }

    private static void join(Points into, Points from, String collision) {
        if (into.overlaps(from)) {
            throw new PromqlException(collision);
        }
        for (int step = 0; step < from.values().length; step++) {
            if (from.has(step)) {
                into.values()[step] = from.values()[step];
            }
        }
    }

    /** Drops the metric names whose time has come, which may make series collide. */
    static List<Points> dropNames(List<Points> rows) {
        List<Points> named = new ArrayList<>(rows.size());
        boolean changed = false;
        for (Points row : rows) {
            changed |= row.nameDropped();
            named.add(row.nameDropped() ? new Points(row.labels().withoutMetricName(), false, row.values()) : row);
        }
        return changed ? merge(named) : rows;
    }

    static void sortByLabels(List<Points> rows) {
        rows.sort(BY_LABELS);
    }
}
