package io.tocsin.streamprocessor.leaf;

import io.tocsin.streamprocessor.rules.RuleBook;
import io.tocsin.streamprocessor.rules.RuleVersion;
import java.util.List;

/** Cuts the instants that have been passed into slices. Slicing changes when something is evaluated, never what. */
final class Slicer {

    private final RuleBook rules;
    private final LeafSamples samples;

    Slicer(RuleBook rules, LeafSamples samples) {
        this.rules = rules;
        this.samples = samples;
    }

    /**
     * The next slice after {@code done}.
     *
     * @param passed not before {@code done}: the last instant that may be evaluated
     * @param maxInstants the most instants of one group, at least 1
     */
    Slice next(long done, long passed, int maxInstants) {
        long start = done + 1;
        while (start <= passed) {
            List<RuleVersion> active = rules.activeAt(start);
            long end = Math.min(passed, rules.constantThrough(start));
            long first = firstDue(active, start);
            if (first <= end) {
                // Not from `done`: the instants before `start` had other versions, and nothing due.
                return new Slice(start - 1, end(active, first, end, maxInstants), active);
            }
            start = end + 1;
        }
        return new Slice(done, passed, List.of());
    }

    private static long firstDue(List<RuleVersion> active, long start) {
        long first = Long.MAX_VALUE;
        for (RuleVersion version : active) {
            first = Math.min(first, version.firstDueFrom(start));
        }
        return first;
    }

    private long end(List<RuleVersion> active, long first, long latest, int maxInstants) {
        long shortest = Long.MAX_VALUE;
        boolean sliceable = true;
        for (RuleVersion version : active) {
            shortest = Math.min(shortest, version.intervalMillis());
            sliceable &= version.reaches().allMatch(reach -> reach.sliceable());
        }
        // Beyond `first` the next instant of any group is at least 1 ms away; a slice of one instant ends on it.
        long byBudget = sliceable ? first + (maxInstants - 1L) * shortest : first;
        return Math.min(Math.min(latest, byBudget), samples.uniformThrough(first));
    }
}
