package io.tocsin.streamprocessor.control;

import io.tocsin.streamprocessor.rules.RuleGroupName;
import io.tocsin.streamprocessor.rules.RuleVersion;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What the log has, as far as this instance knows: what the partitions here have shown, and what was written here since.
 * A partition may come to that much later: it reads its topics in the order of time, and may be behind.
 */
final class KnownRules {

    private final Supplier<List<List<RuleVersion>>> partitions;
    private final Map<RuleGroupName, RuleVersion> written = new HashMap<>();

    /** @param partitions the newest versions that each partition has shown */
    KnownRules(Supplier<List<List<RuleVersion>>> partitions) {
        this.partitions = partitions;
    }

    /**
     * The newest version of each group, removals included, effective yet or not.
     *
     * @throws RuleControl.NoPartitionException if there are no partitions
     */
    synchronized SortedMap<RuleGroupName, RuleVersion> newest() {
        List<List<RuleVersion>> shown = partitions.get();
        if (shown.isEmpty()) {
            throw new RuleControl.NoPartitionException();
        }
        SortedMap<RuleGroupName, RuleVersion> newest = new TreeMap<>();
        shown.forEach(versions -> versions.forEach(version -> add(version, newest)));
        written.values().removeIf(own -> has(newest, own));
        written.values().forEach(own -> add(own, newest));
        return newest;
    }

    private static boolean has(Map<RuleGroupName, RuleVersion> shown, RuleVersion own) {
        RuleVersion version = shown.get(own.name());
        return version != null && version.revision() >= own.revision();
    }

    private static void add(RuleVersion version, Map<RuleGroupName, RuleVersion> newest) {
        newest.merge(version.name(), version, (a, b) -> b.revision() > a.revision() ? b : a);
    }

    /** These are in the log. */
    synchronized void written(Collection<RuleVersion> versions) {
        versions.forEach(version -> written.put(version.name(), version));
    }
}
