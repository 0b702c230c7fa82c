package io.tocsin.promql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PromQL expression. Immutable; equal by structure, positions aside, so that equal leaves of different rules are found
 * equal. {@code toString} prints canonical PromQL that parses back to an equal tree.
 */
public sealed interface Expr {

    Span span();

    /** The type this expression evaluates to. */
    ValueType type();

    record NumberLiteral(double value, Span span) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.SCALAR;
        }

        /** NaN equals NaN and 0 differs from -0, as {@link Double#equals} has it. */
        @Override
        public boolean equals(Object other) {
            return other instanceof NumberLiteral that && Double.compare(value, that.value) == 0;
        }

        @Override
        public int hashCode() {
            return Double.hashCode(value);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    record StringLiteral(String value, Span span) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.STRING;
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    record Paren(Expr inner, Span span) implements Expr {
        @Override
        public ValueType type() {
            return inner.type();
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** {@code -x} or {@code +x}. */
    record Unary(boolean negative, Expr operand, Span span) implements Expr {
        @Override
        public ValueType type() {
            return operand.type();
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * @param returnBool the modifier {@code bool} of a comparison
     * @param matching present exactly if both sides are instant vectors
     */
    record Binary(
            BinaryOp op,
            Expr left,
            Expr right,
            boolean returnBool,
            @Nullable VectorMatching matching,
            Span span) implements Expr {
        @Override
        public ValueType type() {
            return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
                    ? ValueType.SCALAR
                    : ValueType.INSTANT_VECTOR;
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * @param parameter of {@code topk}, {@code bottomk}, {@code quantile}, {@code count_values}, {@code limitk},
     *     {@code limit_ratio}; null for the others
     */
    record Aggregate(AggregateOp op, Expr operand, @Nullable Expr parameter, Grouping grouping, Span span)
            implements Expr {
        @Override
        public ValueType type() {
            return ValueType.INSTANT_VECTOR;
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * @param function its name as in the function catalogue
     * @param type the function's return type, from the catalogue
     */
    record Call(String function, List<Expr> arguments, ValueType type, Span span) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** {@code name{matchers} offset … @ …}: the metric name, where given, is the matcher {@code __name__="name"}. */
    record VectorSelector(Selector selector, TimeModifier time, RangeModifier modifier, Span span) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.INSTANT_VECTOR;
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** {@code selector[range]}; the time modifier and the range modifier are those of the whole. */
    record MatrixSelector(Selector selector, DurationExpr range, TimeModifier time, RangeModifier modifier, Span span)
            implements Expr {
        @Override
        public ValueType type() {
            return ValueType.RANGE_VECTOR;
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** {@code operand[range:step]}; a null step is the default step of the evaluation. */
    record Subquery(
            Expr operand, DurationExpr range, @Nullable DurationExpr step, TimeModifier time, Span span)
            implements Expr {
        @Override
        public ValueType type() {
            return ValueType.RANGE_VECTOR;
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * The merged result of a leaf, in the root of a plan. Never the outcome of parsing; prints as the leaf it stands for.
     *
     * @param leaf the index into the plan's leaves
     */
    record Gathered(int leaf, Expr expr, Span span) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.INSTANT_VECTOR;
        }

        @Override
        public String toString() {
            return Printer.print(expr);
        }
    }
}
