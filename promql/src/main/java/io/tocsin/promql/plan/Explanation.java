package io.tocsin.promql.plan;

import io.tocsin.promql.ast.Expr;
import java.util.List;

/** A plan as text for people. */
final class Explanation {

    private Explanation() {}

    static String of(Plan plan) {
        StringBuilder out =
                new StringBuilder("root  ").append(abbreviated(plan)).append('\n');
        for (int i = 0; i < plan.leaves().size(); i++) {
            Leaf leaf = plan.leaves().get(i);
            out.append("leaf $").append(i).append("  ").append(leaf.expr()).append("\n    ");
            out.append(how(leaf.form())).append('\n');
        }
        Plan.Reach reach = plan.reach();
        out.append("looks back ").append(reach.backMillis()).append(" ms");
        out.append(reach.forwardMillis() > 0 ? ", forward " + reach.forwardMillis() + " ms" : "");
        return out.append(reach.sliceable() ? "; many instants at once\n" : "; one instant at a time\n")
                .toString();
    }

    private static String abbreviated(Plan plan) {
        return new Abbreviation().of(plan.root());
    }

    private static String how(PartialForm form) {
        return switch (form) {
            case SERIES -> "each partition reports its series";
            case SUM -> "each partition reports a sum and its compensation a group";
            case AVG -> "each partition reports a sum, its compensation and a count a group";
            case COUNT -> "each partition reports a count a group";
            case MIN -> "each partition reports its least value a group";
            case MAX -> "each partition reports its greatest value a group";
            case GROUP -> "each partition reports which groups it has";
        };
    }

    /** Prints the root with $0, $1… for its leaves: a selector of that name stands in for each. */
    private static final class Abbreviation {

        String of(Expr expr) {
            return switch (expr) {
                case Expr.Gathered leaf -> "$" + leaf.leaf();
                case Expr.Paren paren -> "(" + of(paren.inner()) + ")";
                case Expr.Unary unary -> (unary.negative() ? "-" : "+") + of(unary.operand());
                case Expr.Binary binary ->
                    of(binary.left()) + " " + binary.op() + (binary.returnBool() ? " bool" : "") + matching(binary)
                            + " " + of(binary.right());
                case Expr.Aggregate aggregate ->
                    aggregate.op()
                            + grouping(aggregate)
                            + "("
                            + (aggregate.parameter() == null ? "" : of(aggregate.parameter()) + ", ")
                            + of(aggregate.operand())
                            + ")";
                case Expr.Call call -> call.function() + "(" + all(call.arguments()) + ")";
                case Expr.Subquery subquery ->
                    of(subquery.operand()) + "[" + subquery.range() + ":"
                            + (subquery.step() == null ? "" : subquery.step()) + "]";
                case Expr.NumberLiteral number -> number.toString();
                case Expr.StringLiteral string -> string.toString();
                case Expr.VectorSelector selector -> selector.toString();
                case Expr.MatrixSelector selector -> selector.toString();
            };
        }

        private String all(List<Expr> arguments) {
            return String.join(", ", arguments.stream().map(this::of).toList());
        }

        private static String grouping(Expr.Aggregate aggregate) {
            if (!aggregate.grouping().without() && aggregate.grouping().labels().isEmpty()) {
                return "";
            }
            return (aggregate.grouping().without() ? " without (" : " by (")
                    + String.join(", ", aggregate.grouping().labels()) + ") ";
        }

        private static String matching(Expr.Binary binary) {
            if (binary.matching() == null || !binary.matching().explicit()) {
                return "";
            }
            return (binary.matching().on() ? " on (" : " ignoring (")
                    + String.join(", ", binary.matching().labels()) + ")";
        }
    }
}
