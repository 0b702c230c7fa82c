package io.tocsin.notifier.group;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a recipient was last told about a group.
 *
 * @param at the flush that told it
 * @param firing fingerprints of the labels that were told as firing
 * @param resolved fingerprints of those told as resolved
 */
public record Notified(Instant at, SortedSet<String> firing, SortedSet<String> resolved) {

    public Notified {
        firing = Collections.unmodifiableSortedSet(new TreeSet<>(firing));
        resolved = Collections.unmodifiableSortedSet(new TreeSet<>(resolved));
    }

    static Notified of(List<GroupedAlert> alerts, Instant at) {
        return new Notified(at, fingerprints(alerts, true), fingerprints(alerts, false));
    }

    static SortedSet<String> fingerprints(List<GroupedAlert> alerts, boolean firing) {
        SortedSet<String> fingerprints = new TreeSet<>();
        alerts.stream()
                .filter(alert -> alert.firing() == firing)
                .forEach(alert -> fingerprints.add(alert.fingerprint()));
        return fingerprints;
    }
}
