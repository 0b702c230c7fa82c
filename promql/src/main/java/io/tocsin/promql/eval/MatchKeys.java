package io.tocsin.promql.eval;

import io.tocsin.promql.ast.VectorMatching;
import io.tocsin.schemas.labels.Labels;
import java.util.HashSet;
import java.util.Set;

/** What two vectors agree on where they match. */
final class MatchKeys {

    private final boolean on;
    private final Set<String> labels;

    MatchKeys(VectorMatching matching) {
        this.on = matching.on();
        this.labels = new HashSet<>(matching.labels());
        if (!on) {
            labels.add(Labels.METRIC_NAME);
        }
    }

    Labels of(Labels series) {
        return on ? series.keep(labels) : series.drop(labels);
    }
}
