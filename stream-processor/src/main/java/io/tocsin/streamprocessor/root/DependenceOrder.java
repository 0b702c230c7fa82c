package io.tocsin.streamprocessor.root;

import io.tocsin.promql.ast.Selector;
import io.tocsin.streamprocessor.rules.Reading;
import io.tocsin.streamprocessor.rules.RuleVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The order in which the groups of a namespace are evaluated within an instant: a group comes after those whose
 * recordings it may select, so that it sees what they recorded at the same instant. Otherwise, and where groups need
 * each other in a circle, the order is that of their names.
 */
final class DependenceOrder {

    private final SortedMap<String, RuleVersion> groups = new TreeMap<>();
    private final Set<String> placed = new LinkedHashSet<>();
    private final Set<String> visiting = new LinkedHashSet<>();

    private DependenceOrder(Collection<RuleVersion> versions) {
        versions.forEach(version -> groups.put(version.name().group(), version));
    }

    static List<RuleVersion> of(Collection<RuleVersion> versions) {
        DependenceOrder order = new DependenceOrder(versions);
        order.groups.keySet().forEach(order::place);
        List<RuleVersion> ordered = new ArrayList<>();
        order.placed.forEach(group -> ordered.add(order.version(group)));
        return ordered;
    }

    private RuleVersion version(String group) {
        return Objects.requireNonNull(groups.get(group));
    }

    private void place(String group) {
        if (placed.contains(group) || !visiting.add(group)) {
            return;
        }
        for (RuleVersion other : groups.values()) {
            if (!other.name().group().equals(group) && reads(version(group), other)) {
                place(other.name().group());
            }
        }
        visiting.remove(group);
        placed.add(group);
    }

    private static boolean reads(RuleVersion reader, RuleVersion recorder) {
        return reader.selectors().stream().anyMatch(selector -> selectsFrom(selector, recorder));
    }

    private static boolean selectsFrom(Selector selector, RuleVersion recorder) {
        return recorder.rules().stream().anyMatch(rule -> Reading.mayRead(selector, rule));
    }
}
