package io.tocsin.collector.relabel;

import io.tocsin.schemas.labels.Labels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules, applied one after the other; each sees what those before it left. A function of the labels alone.
 *
 * @param rules in the order of the file
 */
public record Relabelling(List<RelabelRule> rules) {

    public static final Relabelling NONE = new Relabelling(List.of());

    public Relabelling {
        rules = List.copyOf(rules);
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** @return null if a rule drops the label set */
    public @Nullable Labels apply(Labels labels) {
        if (rules.isEmpty()) {
            return labels;
        }
        Labels.Builder builder = labels.toBuilder();
        for (RelabelRule rule : rules) {
            if (!rule.apply(builder)) {
                return null;
            }
        }
        return builder.build();
    }
}
