package io.tocsin.promql.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code eq}, {@code lt} and the like: of equal types only, and a float is no integer. */
final class Comparisons {

    private Comparisons() {}

    enum Order {
        LESS,
        EQUAL,
        GREATER,
        /** With NaN. */
        NONE;

        boolean isAtMostEqual() {
            return this == LESS || this == EQUAL;
        }

        boolean isAtLeastEqual() {
            return this == GREATER || this == EQUAL;
        }
    }

    /** Whether the first equals any of the others. */
    static boolean equalsAny(List<@Nullable Object> arguments) {
        if (arguments.size() < 2) {
            throw new TemplateError("missing argument for comparison");
        }
        Object first = Values.data(arguments.getFirst());
        boolean equal = false;
        for (Object other : arguments.subList(1, arguments.size())) {
            equal |= equal(first, Values.data(other));
        }
        return equal;
    }

    private static boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        check(a, b);
        // Not equals: NaN is unlike itself, and 0 is -0.
        return (a instanceof Double x && b instanceof Double y) ? x.doubleValue() == y.doubleValue() : a.equals(b);
    }

    private static void check(Object a, Object b) {
        if (a instanceof List<?> || a instanceof java.util.Map<?, ?>) {
            throw new TemplateError("non-comparable type " + Values.typeName(a));
        }
        if (a.getClass() != b.getClass()) {
            throw new TemplateError("incompatible types for comparison: " + Values.typeName(a) + " and "
                    + Values.typeName(b) + (isNumber(a) && isNumber(b) ? "; write a float as 1.0" : ""));
        }
    }

    private static boolean isNumber(Object value) {
        return value instanceof Number;
    }

    static Order order(String function, List<@Nullable Object> arguments) {
        Arguments.count(function, arguments, 2, 2);
        Object a = Values.data(arguments.get(0));
        Object b = Values.data(arguments.get(1));
        if (a == null || b == null) {
            throw new TemplateError("invalid type for comparison");
        }
        check(a, b);
        return switch (a) {
            case String text -> of(text.compareTo((String) b));
            case Long number -> of(number.compareTo((Long) b));
            case Double number -> ofDoubles(number, (Double) b);
            default -> throw new TemplateError("invalid type for comparison: " + Values.typeName(a));
        };
    }

    private static Order of(int order) {
        return order < 0 ? Order.LESS : order > 0 ? Order.GREATER : Order.EQUAL;
    }

    private static Order ofDoubles(double a, double b) {
        return a < b ? Order.LESS : a > b ? Order.GREATER : a == b ? Order.EQUAL : Order.NONE;
    }
}
