package io.tocsin.promql.ast;

import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.labels.Matcher;
import java.util.List;
import java.util.Optional;

/** Which series: all those that satisfy every matcher. */
public record Selector(List<Matcher> matchers) {

    public Selector {
        matchers = List.copyOf(matchers);
    }

    public boolean matches(Labels labels) {
        for (Matcher matcher : matchers) {
            if (!matcher.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    /** The metric name, where an equality matcher fixes it. */
    public Optional<String> metricName() {
        return matchers.stream()
                .filter(m -> m.name().equals(Labels.METRIC_NAME) && m.type() == Matcher.Type.EQUAL)
                .map(Matcher::value)
                .findFirst();
    }
}
