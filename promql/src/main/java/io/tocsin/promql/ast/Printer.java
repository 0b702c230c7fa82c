package io.tocsin.promql.ast;

import io.tocsin.promql.text.GoFloat;
import io.tocsin.promql.text.GoString;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints expressions as PromQL, in one line and the way Prometheus does it. What the parser has made parses back to an
 * equal tree; what a program has made gets the parentheses it needs.
 */
public final class Printer {

    /** Binds tighter than every binary operator. */
    private static final int TIGHTEST = BinaryOp.POWER.precedence() + 1;

    private Printer() {}

    /** On one line. */
    public static String print(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral number -> number(number.value());
            case Expr.StringLiteral string -> GoString.quote(string.value());
            case Expr.Paren paren -> "(" + print(paren.inner()) + ")";
            case Expr.Unary unary -> sign(unary) + print(operandOf(unary));
            case Expr.Binary binary -> binary(binary);
            case Expr.Aggregate aggregate ->
                head(aggregate) + "("
                        + arguments(aggregate).stream().map(Printer::print).collect(Collectors.joining(", ")) + ")";
            case Expr.Call call ->
                call.function() + "("
                        + call.arguments().stream().map(Printer::print).collect(Collectors.joining(", ")) + ")";
            case Expr.VectorSelector s -> SelectorText.of(s.selector()) + suffix(s.modifier(), s.time());
            case Expr.MatrixSelector s ->
                SelectorText.of(s.selector()) + "[" + DurationText.of(s.range()) + "]" + suffix(s.modifier(), s.time());
            case Expr.Subquery s -> print(operandOf(s)) + subquerySuffix(s);
            case Expr.Gathered gathered -> print(gathered.expr());
        };
    }

    /** {@code 90000} is {@code 1m30s}. */
    public static String duration(long millis) {
        return DurationText.ofMillis(millis);
    }

    /** Infinity without a sign, which would bind less tightly than {@code ^}. */
    private static String number(double value) {
        return value == Double.POSITIVE_INFINITY ? "Inf" : GoFloat.shortest(value);
    }

    private static String binary(Expr.Binary binary) {
        return print(leftOf(binary)) + " " + operator(binary) + " " + print(rightOf(binary));
    }

    static String sign(Expr.Unary unary) {
        return unary.negative() ? "-" : "+";
    }

    static Expr operandOf(Expr.Unary unary) {
        return switch (unary.operand()) {
            case Expr.Unary inner -> inner;
            // Would be read as a number with a sign.
            case Expr.NumberLiteral number -> parenthesised(number);
            default -> operand(unary.operand(), BinaryOp.POWER.precedence());
        };
    }

    static Expr operandOf(Expr.Subquery subquery) {
        return operand(subquery.operand(), TIGHTEST);
    }

    static Expr leftOf(Expr.Binary binary) {
        int precedence = binary.op().precedence();
        return operand(binary.left(), binary.op().rightAssociative() ? precedence + 1 : precedence);
    }

    static Expr rightOf(Expr.Binary binary) {
        int precedence = binary.op().precedence();
        // A sign may follow an operator whatever binds tighter.
        boolean signed = binary.right() instanceof Expr.Unary || binary.right() instanceof Expr.NumberLiteral;
        return signed
                ? binary.right()
                : operand(binary.right(), binary.op().rightAssociative() ? precedence : precedence + 1);
    }

    /** The operator with its modifiers. */
    static String operator(Expr.Binary binary) {
        StringBuilder out = new StringBuilder(binary.op().toString());
        if (binary.returnBool()) {
            out.append(" bool");
        }
        VectorMatching matching = binary.matching();
        if (matching != null) {
            matching(out, matching);
        }
        return out.toString();
    }

    private static void matching(StringBuilder out, VectorMatching matching) {
        boolean grouped = matching.cardinality() == VectorMatching.Cardinality.MANY_TO_ONE
                || matching.cardinality() == VectorMatching.Cardinality.ONE_TO_MANY;
        if (matching.explicit()
                || matching.on()
                || grouped
                || !matching.labels().isEmpty()) {
            out.append(matching.on() ? " on (" : " ignoring (")
                    .append(labels(matching.labels()))
                    .append(')');
        }
        if (grouped) {
            // Always with parentheses: those of a right side would be taken for them.
            out.append(
                    matching.cardinality() == VectorMatching.Cardinality.MANY_TO_ONE
                            ? " group_left ("
                            : " group_right (");
            out.append(labels(matching.include())).append(')');
        }
        Double left = matching.fillLeft();
        Double right = matching.fillRight();
        if (left != null && left.equals(right)) {
            out.append(" fill (").append(number(left)).append(')');
            return;
        }
        if (left != null) {
            out.append(" fill_left (").append(number(left)).append(')');
        }
        if (right != null) {
            out.append(" fill_right (").append(number(right)).append(')');
        }
    }

    static String labels(List<String> labels) {
        return labels.stream().map(SelectorText::labelName).collect(Collectors.joining(", "));
    }

    /** {@code sum by (job) }. */
    static String head(Expr.Aggregate aggregate) {
        Grouping grouping = aggregate.grouping();
        if (grouping.equals(Grouping.NONE)) {
            return aggregate.op().toString();
        }
        return aggregate.op() + (grouping.without() ? " without (" : " by (") + labels(grouping.labels()) + ") ";
    }

    static List<Expr> arguments(Expr.Aggregate aggregate) {
        Expr parameter = aggregate.parameter();
        return parameter == null ? List.of(aggregate.operand()) : List.of(parameter, aggregate.operand());
    }

    static String subquerySuffix(Expr.Subquery subquery) {
        DurationExpr step = subquery.step();
        return "[" + DurationText.of(subquery.range()) + ":" + (step == null ? "" : DurationText.of(step)) + "]"
                + suffix(RangeModifier.NONE, subquery.time());
    }

    private static String suffix(RangeModifier modifier, TimeModifier time) {
        StringBuilder out = new StringBuilder();
        if (modifier != RangeModifier.NONE) {
            out.append(modifier == RangeModifier.ANCHORED ? " anchored" : " smoothed");
        }
        TimeModifier.At at = time.at();
        if (at != null) {
            out.append(" @ ").append(instant(at));
        }
        DurationExpr offset = time.offset();
        if (offset != null) {
            out.append(" offset ").append(DurationText.operand(offset));
        }
        return out.toString();
    }

    private static String instant(TimeModifier.At at) {
        return switch (at) {
            case TimeModifier.At.Start start -> "start()";
            case TimeModifier.At.End end -> "end()";
            case TimeModifier.At.Timestamp t -> seconds(t.millis());
        };
    }

    private static String seconds(long millis) {
        String sign = millis < 0 ? "-" : "";
        long absolute = Math.abs(millis);
        return sign + absolute / 1000 + "." + String.format("%03d", absolute % 1000);
    }

    private static Expr operand(Expr expr, int minimum) {
        return precedence(expr) < minimum ? parenthesised(expr) : expr;
    }

    private static Expr parenthesised(Expr expr) {
        return new Expr.Paren(expr, expr.span());
    }

    /** How tightly an expression's outermost part binds. */
    private static int precedence(Expr expr) {
        return switch (expr) {
            case Expr.Binary binary -> binary.op().precedence();
            case Expr.Gathered gathered -> precedence(gathered.expr());
            case Expr.Unary unary -> BinaryOp.MULTIPLY.precedence();
            case Expr.NumberLiteral number when isNegative(number) -> BinaryOp.MULTIPLY.precedence();
            default -> TIGHTEST;
        };
    }

    private static boolean isNegative(Expr.NumberLiteral number) {
        return Double.compare(number.value(), 0.0) < 0;
    }
}
