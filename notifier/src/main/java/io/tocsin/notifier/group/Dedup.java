package io.tocsin.notifier.group;

import io.tocsin.notifier.group.Decision.Send;
import io.tocsin.notifier.group.Decision.Skip;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a group has to say is news to a recipient: Alertmanager's rules, but for alerts that were over before
 * anything could be told. Alertmanager says nothing of those; here each is told once, unless it ended more than
 * {@link #LONG_AGO} before.
 */
final class Dedup {

    /** What was over for longer than this, and was never told, is of no use to anyone at work now. */
    static final Duration LONG_AGO = Duration.ofDays(1);

    private Dedup() {}

    /**
     * @param last what the recipient was told last; null if nothing
     * @param alerts all of the group, the firing ones first
     */
    static Decision decide(
            Recipient recipient, @Nullable Notified last, List<GroupedAlert> alerts, Duration repeat, Instant now) {
        List<GroupedAlert> tellable =
                alerts.stream().filter(alert -> isTellable(alert, last, now)).toList();
        if (tellable.isEmpty()) {
            return new Skip(SkipReason.OVER_LONG_AGO);
        }
        SortedSet<String> firing = Notified.fingerprints(tellable, true);
        SortedSet<String> resolved = Notified.fingerprints(tellable, false);
        if (last == null || (last.firing().isEmpty() && firing.isEmpty())) {
            return first(recipient, last, tellable);
        }
        if (!last.firing().containsAll(firing)) {
            return send(SendReason.NEW_ALERTS, recipient, tellable);
        }
        if (firing.isEmpty()) {
            return over(SendReason.ALL_RESOLVED, recipient, tellable);
        }
        if (recipient.sendResolved() && !last.resolved().containsAll(resolved)) {
            return send(SendReason.NEW_RESOLVED_ALERTS, recipient, tellable);
        }
        return last.at().plus(repeat).isAfter(now)
                ? new Skip(SkipReason.NOTHING_CHANGED)
                : send(SendReason.REPEAT_INTERVAL_ELAPSED, recipient, tellable);
    }

    /** The recipient knows of nothing that fires in this group. */
    private static Decision first(Recipient recipient, @Nullable Notified last, List<GroupedAlert> alerts) {
        if (alerts.getFirst().firing()) {
            return send(SendReason.FIRST_NOTIFICATION, recipient, alerts);
        }
        boolean told = last != null && last.resolved().containsAll(Notified.fingerprints(alerts, false));
        return told ? new Skip(SkipReason.NOTHING_CHANGED) : over(SendReason.OVER_BEFORE_TOLD, recipient, alerts);
    }

    private static Decision over(SendReason reason, Recipient recipient, List<GroupedAlert> alerts) {
        return recipient.sendResolved() ? new Send(reason, alerts) : new Skip(SkipReason.RESOLVED_NOT_WANTED);
    }

    private static Decision send(SendReason reason, Recipient recipient, List<GroupedAlert> alerts) {
        return new Send(
                reason,
                recipient.sendResolved()
                        ? alerts
                        : alerts.stream().filter(GroupedAlert::firing).toList());
    }

    private static boolean isTellable(GroupedAlert alert, @Nullable Notified last, Instant now) {
        Instant endsAt = alert.told().endsAt();
        boolean known = last != null
                && (last.firing().contains(alert.fingerprint())
                        || last.resolved().contains(alert.fingerprint()));
        return endsAt == null || known || !endsAt.isBefore(now.minus(LONG_AGO));
    }
}
