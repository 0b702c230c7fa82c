package io.tocsin.promql.rules;

import io.tocsin.schemas.config.Position;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rules that are evaluated together, at the same instants, in their order.
 *
 * @param interval between two evaluations; empty: that of the installation
 * @param queryOffset how far behind its instant the group looks; empty: that of the installation
 * @param limit the most series or alerts that one rule may make; 0: no limit
 * @param labels for each of its rules, unless the rule itself sets them
 */
public record RuleGroup(
        String name,
        Optional<Duration> interval,
        Optional<Duration> queryOffset,
        int limit,
        SortedMap<String, String> labels,
        List<Rule> rules,
        Position position) {

    public RuleGroup {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        rules = List.copyOf(rules);
    }

    /** The labels that a rule of this group sets, the group's own included: texts, of an alert templates. */
    public SortedMap<String, String> labelsOf(Rule rule) {
        SortedMap<String, String> all = new TreeMap<>(labels);
        switch (rule) {
            case AlertingRule alert -> alert.labels().forEach((name, template) -> all.put(name, template.toString()));
            case RecordingRule recording -> all.putAll(recording.labels());
        }
        return all;
    }
}
