package io.tocsin.notifier.group;

import io.tocsin.notifier.group.Decision.Send;
import io.tocsin.notifier.group.Decision.Skip;
import io.tocsin.notifier.route.Timing;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One flush of one group: a function of its state, its alerts and the instant.
 *
 * @param next the group afterwards; null if nothing of it fires any longer: then it is forgotten
 * @param number counts the group's flushes, from 1
 * @param decisions for each recipient, in the order of the configuration
 * @param over alerts that have been dealt with and are to be forgotten
 */
public record Flush(@Nullable GroupState next, long number, Map<Recipient, Decision> decisions, List<Alert> over) {

    /**
     * The way of a group to its recipients, stage by stage.
     *
     * @param alerts those of the group; at least one
     */
    public static Flush of(
            GroupState state, Collection<Alert> alerts, List<Recipient> recipients, Timing timing, Instant now) {
        List<GroupedAlert> grouped = GroupedAlert.of(alerts);
        // Inhibition, silences and acknowledgements take alerts out of `grouped` here.
        Map<Recipient, Decision> decisions = new LinkedHashMap<>();
        SortedMap<String, Notified> told = new TreeMap<>();
        for (Recipient recipient : recipients) {
            Notified last = state.lastTold(recipient);
            Decision decision = Dedup.decide(recipient, last, grouped, timing.repeatInterval(), now);
            decisions.put(recipient, decision);
            remember(told, recipient, decision, last, grouped, now);
        }
        boolean fires = alerts.stream().anyMatch(Alert::firing);
        List<Alert> over = alerts.stream().filter(alert -> !alert.firing()).toList();
        return new Flush(fires ? state.flushed(told, timing, now) : null, state.flushes() + 1, decisions, over);
    }

    private static void remember(
            SortedMap<String, Notified> told,
            Recipient recipient,
            Decision decision,
            @Nullable Notified last,
            List<GroupedAlert> alerts,
            Instant now) {
        switch (decision) {
            case Send send -> told.put(recipient.integration(), Notified.of(alerts, now));
            case Skip skip -> {
                if (last != null) {
                    // What is over is no longer known as firing: should it fire again, that is news.
                    SortedSet<String> firing = new TreeSet<>(last.firing());
                    firing.retainAll(Notified.fingerprints(alerts, true));
                    told.put(recipient.integration(), new Notified(last.at(), firing, last.resolved()));
                }
            }
        }
    }
}
