package io.tocsin.promql.ast;

import java.util.List;

/**
 * A duration as it stands in brackets and after {@code offset}: nearly always a literal, and, experimentally, an
 * expression over literals, {@code step()}, {@code range()}, {@code min} and {@code max}.
 */
public sealed interface DurationExpr {

    /** In milliseconds; may be negative after {@code offset}. */
    record Literal(long millis) implements DurationExpr {
        @Override
        public String toString() {
            return Printer.duration(millis);
        }
    }

    /** A bare number of seconds inside a computed duration. */
    record Seconds(double value) implements DurationExpr {}

    /** {@code step()}: the step of the query. */
    record Step() implements DurationExpr {}

    /** {@code range()}: end minus start of the query. */
    record Range() implements DurationExpr {}

    record Negate(DurationExpr operand) implements DurationExpr {}

    /** {@code min(a, b)} or {@code max(a, b)}. */
    record MinMax(boolean max, List<DurationExpr> operands) implements DurationExpr {
        public MinMax {
            operands = List.copyOf(operands);
        }
    }

    record Arithmetic(BinaryOp op, DurationExpr left, DurationExpr right) implements DurationExpr {}

    static DurationExpr ofMillis(long millis) {
        return new Literal(millis);
    }
}
