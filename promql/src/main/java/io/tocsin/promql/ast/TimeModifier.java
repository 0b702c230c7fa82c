package io.tocsin.promql.ast;

import org.jspecify.annotations.Nullable;

/**
 * {@code offset} and {@code @}, in whichever order they were written: the time looked at is {@code at} (the instant of
 * evaluation where null) minus {@code offset}.
 *
 * @param offset null where none was written
 */
public record TimeModifier(@Nullable At at, @Nullable DurationExpr offset) {

    public static final TimeModifier NONE = new TimeModifier(null, null);

    /** What stands after {@code @}. */
    public sealed interface At {

        record Timestamp(long millis) implements At {}

        record Start() implements At {}

        record End() implements At {}
    }
}
