package io.tocsin.promql.ast;

import io.tocsin.promql.text.GoFloat;
import io.tocsin.schemas.config.Durations;
import java.time.Duration;
import java.util.stream.Collectors;

/** Durations as PromQL writes them. */
final class DurationText {

    private static final int TIGHTEST = BinaryOp.POWER.precedence() + 1;

    private DurationText() {}

    static String ofMillis(long millis) {
        return (millis < 0 ? "-" : "") + Durations.format(Duration.ofMillis(Math.abs(millis)));
    }

    static String of(DurationExpr duration) {
        return switch (duration) {
            case DurationExpr.Literal literal -> ofMillis(literal.millis());
            case DurationExpr.Seconds seconds -> GoFloat.shortest(seconds.value());
            case DurationExpr.Step step -> "step()";
            case DurationExpr.Range range -> "range()";
            case DurationExpr.Negate negate -> "-" + within(negate.operand(), BinaryOp.POWER.precedence());
            case DurationExpr.MinMax minMax ->
                (minMax.max() ? "max_of(" : "min_of(")
                        + minMax.operands().stream().map(DurationText::of).collect(Collectors.joining(", "))
                        + ")";
            case DurationExpr.Arithmetic arithmetic -> arithmetic(arithmetic);
        };
    }

    /** As it stands after {@code offset}. */
    static String operand(DurationExpr duration) {
        return switch (duration) {
            case DurationExpr.Negate negate -> "-" + within(negate.operand(), TIGHTEST);
            case DurationExpr.Arithmetic arithmetic -> "(" + of(duration) + ")";
            default -> of(duration);
        };
    }

    private static String arithmetic(DurationExpr.Arithmetic arithmetic) {
        int precedence = arithmetic.op().precedence();
        boolean right = arithmetic.op().rightAssociative();
        return within(arithmetic.left(), right ? precedence + 1 : precedence)
                + " " + arithmetic.op() + " "
                + within(arithmetic.right(), right ? precedence : precedence + 1);
    }

    private static String within(DurationExpr duration, int minimum) {
        int precedence = switch (duration) {
            case DurationExpr.Arithmetic arithmetic -> arithmetic.op().precedence();
            case DurationExpr.Negate negate -> BinaryOp.MULTIPLY.precedence();
            case DurationExpr.Literal literal -> literal.millis() < 0 ? BinaryOp.MULTIPLY.precedence() : TIGHTEST;
            case DurationExpr.Seconds seconds -> seconds.value() < 0 ? BinaryOp.MULTIPLY.precedence() : TIGHTEST;
            default -> TIGHTEST;
        };
        String text = of(duration);
        return precedence < minimum ? "(" + text + ")" : text;
    }
}
