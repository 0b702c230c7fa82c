package io.tocsin.promql.eval;

import io.tocsin.promql.ast.BinaryOp;
import io.tocsin.promql.ast.Expr;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code and}, {@code or}, {@code unless}: by presence alone, step by step. */
final class SetOperation {

    private static final BitSet NEVER = new BitSet();

    private final BinaryOp op;
    private final MatchKeys keys;
    private final int steps;

    SetOperation(Expr.Binary binary, int steps) {
        this.op = binary.op();
        this.keys = new MatchKeys(Objects.requireNonNull(binary.matching()));
        this.steps = steps;
    }

    List<Points> apply(List<Points> left, List<Points> right) {
        if (op == BinaryOp.OR) {
            Map<Labels, BitSet> presence = presence(left);
            List<Points> all = new ArrayList<>(left);
            right.forEach(row -> all.add(only(row, presence, false)));
            return Rows.merge(all);
        }
        Map<Labels, BitSet> presence = presence(right);
        left.forEach(row -> only(row, presence, op == BinaryOp.AND));
        return left;
    }

    private Map<Labels, BitSet> presence(List<Points> rows) {
        Map<Labels, BitSet> presence = new HashMap<>(rows.size() * 2);
        for (Points row : rows) {
            BitSet present = presence.computeIfAbsent(keys.of(row.labels()), key -> new BitSet(steps));
            for (int step = 0; step < steps; step++) {
                if (row.has(step)) {
                    present.set(step);
                }
            }
        }
        return presence;
    }

    /** Keeps the values at the steps where the other side is present, or where it is not. */
    private Points only(Points row, Map<Labels, BitSet> others, boolean wherePresent) {
        BitSet other = others.getOrDefault(keys.of(row.labels()), NEVER);
        for (int step = 0; step < steps; step++) {
            if (other.get(step) != wherePresent) {
                row.values()[step] = Points.ABSENT;
            }
        }
        return row;
    }
}
