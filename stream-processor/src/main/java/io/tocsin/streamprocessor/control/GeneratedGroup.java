package io.tocsin.streamprocessor.control;

import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.promql.rules.RecordingRule;
import io.tocsin.promql.rules.Rule;
import io.tocsin.promql.rules.RuleFile;
import io.tocsin.promql.rules.RuleGroup;
import io.tocsin.schemas.config.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A rule group that settings become: recordings, so that what is set stands in the log like any rule, and whatever
 * depends on it is a function of the log.
 */
public final class GeneratedGroup {
    private final String name;
    private final Duration interval;
    private final List<Rule> rules = new ArrayList<>();

    /** Without a recording yet. */
    public GeneratedGroup(String name, Duration interval) {
        this.name = name;
        this.interval = interval;
    }

    /**
     * Adds a recording.
     *
     * @param expr PromQL, {@code vector(1)} for instance
     * @param labels with any characters in their values
     * @return this
     * @throws io.tocsin.promql.PromqlException if that is no PromQL
     */
    public GeneratedGroup with(String metric, String expr, Map<String, String> labels) {
        rules.add(new RecordingRule(
                metric,
                expr,
                PromqlParser.parse(expr, ParseOptions.STABLE),
                new TreeMap<>(labels),
                Position.startOf(name)));
        return this;
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** A rule file that has this group alone; the same settings give the same text. */
    public String yaml() {
        RuleGroup group = new RuleGroup(
                name,
                Optional.of(interval),
                Optional.empty(),
                0,
                Collections.emptySortedMap(),
                rules,
                Position.startOf(name));
        return new RuleFile(name, List.of(group), List.of()).toYaml();
    }
}
