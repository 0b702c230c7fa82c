package io.tocsin.notifier.group;

import io.tocsin.schemas.labels.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One label set of a group. It fires while any of the alerts that have it does.
 *
 * @param told the alert whose annotations, value and expression are told: of those that fire the one that fired first,
 *     else the one that resolved last
 * @param startsAt the earliest of all
 * @param alerts at least one, all with the same labels
 */
public record GroupedAlert(Alert told, Instant startsAt, List<Alert> alerts) {

    /** The firing ones first, then by job, instance and the rest of the labels, as people look for them. */
    private static final Comparator<GroupedAlert> ORDER = Comparator.comparing(GroupedAlert::firing)
            .reversed()
            .thenComparing(alert -> alert.labels().get("job"))
            .thenComparing(alert -> alert.labels().get("instance"))
            .thenComparing(GroupedAlert::labels);

    private static final Comparator<Alert> FIRING_LONGEST_FIRST = Comparator.comparing(Alert::startsAt)
            .thenComparing(alert -> alert.id().key());

    public GroupedAlert {
        alerts = List.copyOf(alerts);
    }

    public Labels labels() {
        return told.labels();
    }

    public boolean firing() {
        return told.firing();
    }

    public String fingerprint() {
        return labels().fingerprint();
    }

    static List<GroupedAlert> of(Collection<Alert> alerts) {
        SortedMap<Labels, List<Alert>> byLabels = new TreeMap<>();
        alerts.forEach(alert -> byLabels.computeIfAbsent(alert.labels(), any -> new ArrayList<>())
                .add(alert));
        return byLabels.values().stream().map(GroupedAlert::merge).sorted(ORDER).toList();
    }

    private static GroupedAlert merge(List<Alert> alerts) {
        Instant startsAt = alerts.stream()
                .map(Alert::startsAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Alert told = alerts.stream()
                .filter(Alert::firing)
                .min(FIRING_LONGEST_FIRST)
                .or(() -> alerts.stream()
                        .max(Comparator.comparing(GroupedAlert::endOf).thenComparing(FIRING_LONGEST_FIRST)))
                .orElseThrow();
        return new GroupedAlert(
                told, startsAt, alerts.stream().sorted(FIRING_LONGEST_FIRST).toList());
    }

    private static Instant endOf(Alert alert) {
        return alert.endsAt() == null ? Instant.MAX : alert.endsAt();
    }
}
