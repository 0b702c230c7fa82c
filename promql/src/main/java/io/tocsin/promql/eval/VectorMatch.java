package io.tocsin.promql.eval;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.BinaryOp;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.VectorMatching;
import io.tocsin.promql.ast.VectorMatching.Cardinality;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Arithmetic and comparison between two vectors: finds the pairs, step by step, and what they make. */
final class VectorMatch {

    private static final String NOT_UNIQUE = "multiple matches for labels: grouping labels must ensure unique matches";

    /** The series that share a match key, and what is known of them. */
    private static final class Group {
        final Labels key;
        final List<Points> one = new ArrayList<>(1);
        /** The steps at which some series of the many side had a partner. */
        final BitSet matched = new BitSet();

        Group(Labels key) {
            this.key = key;
        }
    }

    private final BinaryOp op;
    private final boolean returnBool;
    private final VectorMatching matching;
    private final MatchKeys keys;
    private final int steps;
    /** Whether the one side is the left one. */
    private final boolean swapped;

    private final @Nullable Double fillMany;
    private final @Nullable Double fillOne;
    private final Map<Labels, Group> groups = new LinkedHashMap<>();
    private final List<Points> out = new ArrayList<>();

    VectorMatch(Expr.Binary binary, int steps) {
        this.op = binary.op();
        this.returnBool = binary.returnBool();
        this.matching = Objects.requireNonNull(binary.matching());
        this.keys = new MatchKeys(matching);
        this.steps = steps;
        this.swapped = matching.cardinality() == Cardinality.ONE_TO_MANY;
        // Of the many and the one side, whichever is written left: so Prometheus has it, and its tests.
        this.fillMany = matching.fillLeft();
        this.fillOne = matching.fillRight();
    }

    List<Points> apply(List<Points> left, List<Points> right) {
        List<Points> many = swapped ? right : left;
        List<Points> one = swapped ? left : right;
        addOnes(one, present(many));
        BitSet anyOne = present(one);
        for (Points row : many) {
            matchMany(row, anyOne);
        }
        if (fillMany != null) {
            groups.values().forEach(this::fillMissingMany);
        }
        return matching.cardinality() == Cardinality.ONE_TO_ONE ? Rows.merge(out) : Rows.merge(out, NOT_UNIQUE);
    }

    private BitSet present(List<Points> rows) {
        BitSet present = new BitSet(steps);
        for (int step = 0; step < steps; step++) {
            for (Points row : rows) {
                if (row.has(step)) {
                    present.set(step);
                    break;
                }
            }
        }
        return present;
    }

    private boolean fills() {
        return fillMany != null || fillOne != null;
    }

    /** Two of one match group on the one side are an error wherever the other side has anything at all. */
    private void addOnes(List<Points> one, BitSet anyMany) {
        for (Points row : one) {
            Group group = groups.computeIfAbsent(keys.of(row.labels()), Group::new);
            for (Points other : group.one) {
                for (int step = 0; step < steps; step++) {
                    if (row.has(step) && other.has(step) && (fills() || anyMany.get(step))) {
                        throw duplicate(group.key, other, row);
                    }
                }
            }
            group.one.add(row);
        }
    }

    private PromqlException duplicate(Labels key, Points first, Points second) {
        boolean ordered = first.labels().compareTo(second.labels()) < 0;
        return new PromqlException(
                ("found duplicate series for the match group %s on the %s hand-side of the operation: [%s, %s];"
                                + "many-to-many matching not allowed: matching labels must be unique on one side")
                        .formatted(
                                key,
                                swapped ? "left" : "right",
                                (ordered ? first : second).labels(),
                                (ordered ? second : first).labels()));
    }

    private void matchMany(Points row, BitSet anyOne) {
        Labels key = keys.of(row.labels());
        Group group = groups.get(key);
        if (group == null) {
            if (fillOne == null) {
                return;
            }
            group = new Group(key);
            groups.put(key, group);
        }
        BitSet unpaired = new BitSet(steps);
        for (int step = 0; step < steps; step++) {
            unpaired.set(step, row.has(step) && (fills() || anyOne.get(step)));
        }
        for (Points one : group.one) {
            pair(row, one, group, unpaired);
        }
        if (fillOne != null && !unpaired.isEmpty()) {
            Points filled = Evaluation.constant(group.key, Evaluation.filled(steps, fillOne));
            pair(row, filled, group, unpaired);
        }
    }

    private void pair(Points many, Points one, Group group, BitSet unpaired) {
        @Nullable Points result = null;
        for (int step = unpaired.nextSetBit(0); step >= 0; step = unpaired.nextSetBit(step + 1)) {
            if (!one.has(step)) {
                continue;
            }
            unpaired.clear(step);
            if (group.matched.get(step) && matching.cardinality() == Cardinality.ONE_TO_ONE) {
                throw new PromqlException(
                        "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)");
            }
            group.matched.set(step);
            double value = operate(many.values()[step], one.values()[step]);
            if (!Points.absent(value)) {
                result = result == null
                        ? Points.blank(resultLabels(many.labels(), one.labels()), dropsName(many), steps)
                        : result;
                result.values()[step] = value;
            }
        }
        if (result != null) {
            out.add(result);
        }
    }

    private void fillMissingMany(Group group) {
        Points filled = Evaluation.constant(group.key, Evaluation.filled(steps, Objects.requireNonNull(fillMany)));
        for (Points one : group.one) {
            BitSet unmatched = new BitSet(steps);
            for (int step = 0; step < steps; step++) {
                unmatched.set(step, one.has(step) && !group.matched.get(step));
            }
            pair(filled, one, group, unmatched);
        }
    }

    private double operate(double many, double one) {
        double left = swapped ? one : many;
        double right = swapped ? many : one;
        if (op.kind() == BinaryOp.Kind.COMPARISON && !returnBool) {
            return Arithmetic.holds(op, left, right) ? left : Points.ABSENT;
        }
        return Arithmetic.of(op, left, right);
    }

    private boolean dropsName(Points many) {
        return returnBool || many.nameDropped();
    }

    private Labels resultLabels(Labels many, Labels one) {
        boolean dropName = op.kind() == BinaryOp.Kind.ARITHMETIC || matching.on();
        Labels labels = dropName ? many.withoutMetricName() : many;
        if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
            labels = matching.on() ? labels.keep(matching.labels()) : labels.drop(matching.labels());
        }
        for (String included : matching.include()) {
            labels = labels.with(included, one.get(included));
        }
        return labels;
    }
}
