package io.tocsin.promql.eval;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.Selector;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.labels.Matcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code absent} and {@code absent_over_time}. */
final class AbsentFunctions {

    private final Evaluation evaluation;

    AbsentFunctions(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    List<Points> absent(Expr.Call call, Grid grid) {
        Expr argument = Evaluation.unwrap(call.arguments().getFirst());
        return complement(evaluation.vector(argument, grid), labelsOf(argument), grid);
    }

    List<Points> absentOverTime(Expr.Call call, Grid grid) {
        Expr argument = Evaluation.unwrap(call.arguments().getFirst());
        List<Points> present = argument instanceof Expr.Gathered
                ? evaluation.vector(argument, grid)
                : Ranges.call(evaluation, argument, grid, "present_over_time", new double[0][]);
        return complement(present, labelsOf(argument), grid);
    }

    private static List<Points> complement(List<Points> rows, Labels labels, Grid grid) {
        Points absent = Points.blank(labels, false, grid.size());
        for (int step = 0; step < grid.size(); step++) {
            int at = step;
            if (rows.stream().noneMatch(row -> row.has(at))) {
                absent.values()[step] = 1;
            }
        }
        List<Points> out = new ArrayList<>(1);
        out.add(absent);
        return out;
    }

    /** Of a selector, the labels that exactly one equality matcher speaks of. */
    private static Labels labelsOf(Expr argument) {
        Expr subject = argument instanceof Expr.Gathered leaf ? Evaluation.unwrap(leaf.expr()) : argument;
        return switch (subject) {
            case Expr.VectorSelector selector -> labelsOf(selector.selector());
            case Expr.MatrixSelector selector -> labelsOf(selector.selector());
            default -> Labels.EMPTY;
        };
    }

    private static Labels labelsOf(Selector selector) {
        Labels.Builder labels = Labels.builder();
        Set<String> seen = new HashSet<>();
        for (Matcher matcher : selector.matchers()) {
            if (matcher.name().equals(Labels.METRIC_NAME)) {
                continue;
            }
            if (seen.add(matcher.name()) && matcher.type() == Matcher.Type.EQUAL) {
                labels.set(matcher.name(), matcher.value());
            } else {
                labels.remove(matcher.name());
            }
        }
        return labels.build();
    }
}
