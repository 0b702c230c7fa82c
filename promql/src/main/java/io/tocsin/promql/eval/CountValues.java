package io.tocsin.promql.eval;

import io.tocsin.promql.ast.Grouping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code count_values}: the value becomes a label, then series are counted. */
final class CountValues {

    private CountValues() {}

    static Grouping grouping(Grouping grouping, String label) {
        if (grouping.without()) {
            return grouping;
        }
        List<String> labels = new ArrayList<>(grouping.labels());
        labels.add(label);
        return new Grouping(false, labels);
    }

    /** One series for each value a series takes. */
    static List<Points> split(Points row, String label) {
        Map<String, Points> byValue = new LinkedHashMap<>();
        for (int step = 0; step < row.values().length; step++) {
            if (row.has(step)) {
                byValue.computeIfAbsent(
                                        Numbers.format(row.values()[step]),
                                        text -> Points.blank(
                                                row.labels().with(label, text), row.nameDropped(), row.values().length))
                                .values()[step] =
                        row.values()[step];
            }
        }
        return new ArrayList<>(byValue.values());
    }
}
