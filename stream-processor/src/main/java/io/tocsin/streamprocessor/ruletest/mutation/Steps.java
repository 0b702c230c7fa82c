package io.tocsin.streamprocessor.ruletest.mutation;

import io.tocsin.promql.ast.DurationExpr;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of changes. A number written without a point or an exponent goes up and down by 1, or by one per cent if
 * that is more; any other number by one per cent, so that 0.95 becomes 0.9595 and 0.9405, and a test just past the
 * boundary has to be nearer than that. A duration becomes one evaluation longer, one shorter, and twice as long.
 */
final class Steps {

    private static final BigDecimal ONE_PERCENT = new BigDecimal("0.01");

    /** Where one per cent of an integer is more than 1. */
    private static final double LARGE = 150;

    private Steps() {}

    /**
     * @param written the literal's text
     * @return the numbers instead of it; none for those that have no neighbours
     */
    static List<Double> around(double value, String written) {
        if (!Double.isFinite(value)) {
            return List.of();
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal step = step(value, exact, written);
        return List.of(exact.add(step).doubleValue(), exact.subtract(step).doubleValue());
    }

    private static BigDecimal step(double value, BigDecimal exact, String written) {
        BigDecimal percent = exact.abs().multiply(ONE_PERCENT);
        boolean integer = value == Math.rint(value) && written.matches("[-+]?\\s*[0-9_]+");
        if (integer) {
            return Math.abs(value) < LARGE ? BigDecimal.ONE : BigDecimal.valueOf(Math.rint(percent.doubleValue()));
        }
        return value == 0 ? ONE_PERCENT : percent;
    }

    /** Durations instead of one; none of 0 or less. A computed one stays as it is. */
    static List<DurationExpr> positive(@Nullable DurationExpr duration, Duration interval) {
        return any(duration, interval).stream()
                .filter(each -> each instanceof DurationExpr.Literal literal && literal.millis() > 0)
                .toList();
    }

    /** The same, where 0 and negative ones are allowed. */
    static List<DurationExpr> any(@Nullable DurationExpr duration, Duration interval) {
        return duration instanceof DurationExpr.Literal literal
                ? around(literal.millis(), interval.toMillis()).stream()
                        .map(DurationExpr::ofMillis)
                        .toList()
                : List.of();
    }

    /** Each once, in milliseconds. */
    static Set<Long> around(long millis, long interval) {
        return new LinkedHashSet<>(
                Stream.of(millis - interval, millis + interval, 2 * millis).toList());
    }
}
