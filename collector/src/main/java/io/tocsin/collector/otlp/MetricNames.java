package io.tocsin.collector.otlp;

import io.opentelemetry.proto.metrics.v1.Metric;
import io.tocsin.schemas.frame.FrameLimits;
import java.util.ArrayList;
import java.util.List;

/**
 * Metric names as Prometheus 3 translates them by default ({@code UnderscoreEscapingWithSuffixes}): the words of the
 * name joined by {@code _}, then the unit unless it is among them, {@code _total} for what only grows and {@code _ratio}
 * for a gauge of unit {@code 1}.
 */
final class MetricNames {

    /** A longer name is refused anyway; cut so that refusing it costs little. */
    private static final int LONGEST = FrameLimits.DEFAULT.symbolBytes() + 1;

    private MetricNames() {}

    /** @return empty if nothing of the name is left */
    static String of(Metric metric) {
        List<String> words = words(metric.getName());
        if (words.isEmpty()) {
            return "";
        }
        addUnit(words, UnitSuffixes.of(metric.getUnit()));
        if (metric.hasSum() && metric.getSum().getIsMonotonic()) {
            moveToEnd(words, "total");
        } else if (metric.hasGauge() && metric.getUnit().equals("1")) {
            moveToEnd(words, "ratio");
        }
        String name = String.join("_", words);
        name = name.charAt(0) >= '0' && name.charAt(0) <= '9' ? "_" + name : name;
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || !isPermitted(name.charAt(i))) {
                if (i > from) {
                    words.add(name.substring(from, i));
                }
                from = i + 1;
            }
        }
        return words;
    }

    private static boolean isPermitted(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':';
    }

    private static void addUnit(List<String> words, UnitSuffixes unit) {
        boolean named = words.contains(unit.main());
        if (!unit.main().isEmpty() && !named) {
            words.add(unit.main());
        }
        if (!unit.per().isEmpty()) {
            words.add(unit.per());
        }
    }

    private static void moveToEnd(List<String> words, String suffix) {
        words.removeIf(suffix::equals);
        words.add(suffix);
    }
}
