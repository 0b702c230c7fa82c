package io.tocsin.promql.ast;

import io.tocsin.promql.text.GoFloat;
import java.util.stream.Collectors;

/** Durations as PromQL writes them. */
final class DurationText {

    private static final long DAY = 24 * 3600 * 1000L;
    private static final long[] UNITS = {365 * DAY, 7 * DAY, DAY, 3600_000, 60_000, 1000, 1};
    private static final String[] NAMES = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final int EXACT_ONLY = 2;
    private static final int TIGHTEST = BinaryOp.POWER.precedence() + 1;

    private DurationText() {}

    static String ofMillis(long millis) {
        if (millis == 0) {
            return "0s";
        }
        StringBuilder out = new StringBuilder(millis < 0 ? "-" : "");
        long rest = Math.abs(millis);
        for (int i = 0; i < UNITS.length; i++) {
            // Nobody thinks of 400 days as 1y5w: years and weeks only where nothing is left over.
            if (rest >= UNITS[i] && (i >= EXACT_ONLY || rest % UNITS[i] == 0)) {
                out.append(rest / UNITS[i]).append(NAMES[i]);
                rest %= UNITS[i];
            }
        }
        return out.toString();
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
