package io.tocsin.promql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the elements of two vectors find each other.
 *
 * @param on true: exactly {@code labels} must agree; false: all but {@code labels} ({@code ignoring})
 * @param explicit whether {@code on} or {@code ignoring} was written at all
 * @param include the labels in parentheses after {@code group_left} or {@code group_right}
 * @param fillLeft the experimental {@code fill} and {@code fill_left}; null: none
 * @param fillRight the experimental {@code fill} and {@code fill_right}; null: none
 */
public record VectorMatching(
        Cardinality cardinality,
        boolean on,
        boolean explicit,
        List<String> labels,
        List<String> include,
        @Nullable Double fillLeft,
        @Nullable Double fillRight) {

    /** Many-to-many is that of the set operators. */
    public enum Cardinality {
        ONE_TO_ONE,
        MANY_TO_ONE,
        ONE_TO_MANY,
        MANY_TO_MANY
    }

    public VectorMatching {
        labels = List.copyOf(labels);
        include = List.copyOf(include);
    }
}
