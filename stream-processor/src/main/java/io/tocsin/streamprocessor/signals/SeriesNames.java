package io.tocsin.streamprocessor.signals;

import io.tocsin.schemas.labels.Labels;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The labels of series that are named again and again: sorting and hashing them each time costs more than the rest. */
final class SeriesNames {

    /** Labels change slowly; what is no longer needed goes by beginning anew. */
    private static final int MOST = 20_000;

    private final Map<List<String>, Labels> known = new HashMap<>();

    /** A series by its metric name, and name, value, name, value… of its labels. */
    Labels of(String... metricAndLabels) {
        List<String> key = Arrays.asList(metricAndLabels);
        Labels labels = known.get(key);
        if (labels == null) {
            String[] pairs = new String[metricAndLabels.length + 1];
            pairs[0] = Labels.METRIC_NAME;
            System.arraycopy(metricAndLabels, 0, pairs, 1, metricAndLabels.length);
            labels = Labels.of(pairs);
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(List.copyOf(key), labels);
        }
        return labels;
    }
}
