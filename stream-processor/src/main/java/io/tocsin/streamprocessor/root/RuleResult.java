package io.tocsin.streamprocessor.root;

import io.tocsin.schemas.labels.Labels;
import io.tocsin.streamprocessor.alert.Observation;
import io.tocsin.streamprocessor.rules.PlannedRule;
import io.tocsin.streamprocessor.rules.RuleVersion;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a rule makes of its expression's value at one instant. */
final class RuleResult {

    static final String ALERT_NAME = "alertname";

    private RuleResult() {}

    /** The series a recording rule records. */
    static SortedMap<Labels, Double> recording(PlannedRule rule, SortedMap<Labels, Double> vector) {
        SortedMap<Labels, Double> series = new TreeMap<>();
        vector.forEach((labels, value) -> {
            Labels.Builder builder = labels.toBuilder();
            rule.definition().getLabels().forEach(builder::set);
            builder.set(Labels.METRIC_NAME, rule.definition().getName());
            if (series.put(builder.build(), value) != null) {
                throw new RuleFailure("vector contains metrics with the same labelset after applying rule labels");
            }
        });
        return series;
    }

    /** The alerts whose condition is met, by their labels. */
    static SortedMap<Labels, Observation> alerting(
            RuleVersion version, PlannedRule rule, SortedMap<Labels, Double> vector, InstantView view) {
        SortedMap<Labels, Observation> observations = new TreeMap<>();
        vector.forEach((sample, value) -> {
            Rendering rendering = new Rendering(version, rule, sample, value, view);
            Labels labels = alertLabels(rule, sample, rendering);
            SortedMap<String, String> annotations = new TreeMap<>();
            rule.annotations().forEach((name, template) -> annotations.put(name, rendering.render(template)));
            if (observations.put(labels, new Observation(labels, annotations, value)) != null) {
                throw new RuleFailure("vector contains metrics with the same labelset after applying alert labels");
            }
        });
        return observations;
    }

    private static Labels alertLabels(PlannedRule rule, Labels sample, Rendering rendering) {
        Labels.Builder labels = sample.withoutMetricName().toBuilder();
        rule.labels().forEach((name, template) -> labels.set(name, rendering.render(template)));
        return labels.set(ALERT_NAME, rule.definition().getName()).build();
    }
}
