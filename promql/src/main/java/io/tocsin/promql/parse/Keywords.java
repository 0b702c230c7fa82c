package io.tocsin.promql.parse;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words that mean something; most of them are metric names too, where only a name can stand. */
final class Keywords {

    private static final Set<String> NEVER_METRICS =
            Set.of("bool", "on", "ignoring", "group_left", "group_right", "atan2", "inf", "nan");

    private Keywords() {}

    /** @return whether a metric of this name has to be written in quotes */
    static boolean isNeverMetric(String lowerCase) {
        return NEVER_METRICS.contains(lowerCase);
    }

    static @Nullable Double number(String lowerCase) {
        return switch (lowerCase) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> null;
        };
    }
}
