package io.tocsin.promql.rules;

import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.schemas.config.Position;
import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Reads groups, and what concerns more than one rule. */
final class RuleFileReader {

    private final String file;
    private final RuleReader rules;
    private final LabelReader labels = new LabelReader();
    private final List<Problem> warnings = new ArrayList<>();

    RuleFileReader(String file, ParseOptions options, Problems problems) {
        this.file = file;
        this.rules = new RuleReader(options, problems);
    }

    RuleFile read(YamlNode root) {
        root.allowOnly("groups");
        List<RuleGroup> groups = new ArrayList<>();
        Map<String, Position> names = new HashMap<>();
        for (YamlNode node : root.list("groups")) {
            RuleGroup group = group(node);
            Position first = names.putIfAbsent(group.name(), node.get("name").position());
            if (first != null && !group.name().isEmpty()) {
                node.get("name")
                        .problem("the group \"" + group.name() + "\" is there twice; first in line " + first.line());
            }
            groups.add(group);
        }
        warnOfDuplicates(groups);
        warnings.addAll(rules.warnings());
        warnings.sort(Comparator.comparing(Problem::at));
        return new RuleFile(file, groups, warnings);
    }

    private RuleGroup group(YamlNode node) {
        node.allowOnly("name", "interval", "query_offset", "limit", "labels", "rules");
        String name = node.requiredString("name");
        int limit = node.integer("limit", 0);
        if (limit < 0) {
            node.get("limit").problem("must not be negative; 0 is no limit");
        }
        SortedMap<String, String> labelMap = labels.labels(node.get("labels"));
        List<Rule> all = new ArrayList<>();
        for (YamlNode rule : node.list("rules")) {
            rules.rule(rule).ifPresent(all::add);
        }
        if (all.stream().anyMatch(AlertingRule.class::isInstance)) {
            // They become labels of alerts, and these are templates.
            node.get("labels").entries().forEach(rules::template);
        }
        // 0 is how files say "the default".
        Optional<Duration> interval = node.optionalDuration("interval").filter(Duration::isPositive);
        return new RuleGroup(
                name, interval, node.optionalDuration("query_offset"), limit, labelMap, all, node.position());
    }

    /** Rules that make the same series. Prometheus allows them, and takes what comes last. */
    private void warnOfDuplicates(List<RuleGroup> groups) {
        Map<String, Position> seen = new HashMap<>();
        for (RuleGroup group : groups) {
            for (Rule rule : group.rules()) {
                String kind = rule instanceof AlertingRule ? "alert" : "recording rule";
                String identity = kind + " " + rule.name() + group.labelsOf(rule);
                Position first = seen.putIfAbsent(identity, rule.position());
                if (first != null) {
                    String message = "the " + kind + " \"" + rule.name()
                            + "\" with the same labels is there twice; first in line " + first.line();
                    warnings.add(new Problem(rule.position(), "", message));
                }
            }
        }
    }
}
