package io.tocsin.streamprocessor.ruletest;

import io.tocsin.promql.text.GoFloat;
import io.tocsin.promql.text.GoString;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;

/** Alerts and samples as lines, and in what two lists of them differ. */
final class Shown {

    private Shown() {}

    static String sample(Labels labels, double value) {
        return series(labels) + " " + GoFloat.shortest(value);
    }

    static String alert(Labels labels, SortedMap<String, String> annotations) {
        String text = series(labels);
        StringJoiner more = new StringJoiner(", ", " with {", "}").setEmptyValue("");
        annotations.forEach((name, value) -> more.add(name + "=" + GoString.quote(value)));
        return text + more;
    }

    private static String series(Labels labels) {
        StringJoiner pairs = new StringJoiner(", ", "{", "}");
        for (Map.Entry<String, String> label :
                labels.withoutMetricName().toMap().entrySet()) {
            pairs.add(label.getKey() + "=" + GoString.quote(label.getValue()));
        }
        String name = labels.metricName();
        return name.isEmpty() || !pairs.toString().equals("{}") ? name + pairs : name;
    }

    /** Lines that both have are shown once; the order of neither counts. */
    static Optional<String> difference(List<String> expected, List<String> got) {
        List<String> missing = new ArrayList<>(expected);
        List<String> unexpected = new ArrayList<>();
        List<String> both = new ArrayList<>();
        for (String line : got) {
            (missing.remove(line) ? both : unexpected).add(line);
        }
        if (missing.isEmpty() && unexpected.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        both.stream().sorted().forEach(line -> lines.add("    as expected: " + line));
        missing.stream().sorted().forEach(line -> lines.add("  - expected:    " + line));
        unexpected.stream().sorted().forEach(line -> lines.add("  + got:         " + line));
        if (missing.isEmpty()) {
            lines.add("    and nothing " + (both.isEmpty() ? "was" : "more was") + " expected");
        }
        if (unexpected.isEmpty()) {
            lines.add("    and " + (both.isEmpty() ? "nothing came" : "that is missing"));
        }
        return Optional.of(String.join("\n", lines));
    }
}
