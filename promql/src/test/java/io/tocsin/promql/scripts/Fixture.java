package io.tocsin.promql.scripts;

import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.series.MemorySeries;
import io.tocsin.promql.series.SeriesNotation;
import io.tocsin.schemas.labels.Labels;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the scripts' {@code load} commands have put there, and which of it cannot be held here. */
final class Fixture {

    static final String TYPE_AND_UNIT = "labels __type__ and __unit__";
    static final String START_TIMESTAMPS = "start timestamps";

    private final MemorySeries series = new MemorySeries();
    private final Map<Labels, String> unsupported = new TreeMap<>();

    MemorySeries series() {
        return series;
    }

    void load(Script.Command command) {
        long step = EvalCase.millis(command.words().get(1));
        boolean withCustomBuckets = command.word().equals("load_with_nhcb");
        for (String line : command.body()) {
            load(line, step, withCustomBuckets);
        }
    }

    private void load(String line, long step, boolean withCustomBuckets) {
        int at = line.indexOf("@st");
        if (at >= 0) {
            unsupported.put(SeriesNotation.parse(line.substring(0, at)).labels(), START_TIMESTAMPS);
            return;
        }
        SeriesNotation parsed = SeriesNotation.parse(line);
        series.add(parsed, 0, step);
        Labels labels = parsed.labels();
        if (labels.has("__type__") || labels.has("__unit__")) {
            unsupported.put(labels, TYPE_AND_UNIT);
        }
        if (withCustomBuckets && labels.metricName().endsWith("_bucket")) {
            String base = labels.metricName().substring(0, labels.metricName().length() - "_bucket".length());
            Labels converted = labels.without("le").with(Labels.METRIC_NAME, base);
            parsed.present().stream().forEach(i -> series.addHistogram(converted, i * step));
        }
    }

    /** The feature a selector would need to find all that was loaded for it. */
    Optional<String> missingFor(Selector selector) {
        return unsupported.entrySet().stream()
                .filter(entry -> selector.matches(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
