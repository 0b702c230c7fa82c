package io.tocsin.promql.eval;

import io.tocsin.promql.ast.BinaryOp;

/** The binary operators on numbers: IEEE 754, the same on every machine. */
final class Arithmetic {

    private Arithmetic() {}

    static double of(BinaryOp op, double left, double right) {
        return switch (op) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case MODULO -> left % right;
            case POWER -> power(left, right);
            case ATAN2 -> StrictMath.atan2(left, right);
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> holds(op, left, right) ? 1 : 0;
            // Of a float, trimming leaves nothing.
            case TRIM_UPPER, TRIM_LOWER -> Points.ABSENT;
            case AND, OR, UNLESS -> throw new IllegalArgumentException(op + " is not defined on numbers");
        };
    }

    static boolean holds(BinaryOp comparison, double left, double right) {
        return switch (comparison) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER, ATAN2, AND, OR, UNLESS, TRIM_UPPER, TRIM_LOWER ->
                throw new IllegalArgumentException(comparison + " does not compare");
        };
    }

    /** IEEE 754-2008's {@code pow}, where Java still follows C89: 1 to any power, and -1 to an infinite one, are 1. */
    private static double power(double base, double exponent) {
        if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
            return 1;
        }
        return StrictMath.pow(base, exponent);
    }
}
