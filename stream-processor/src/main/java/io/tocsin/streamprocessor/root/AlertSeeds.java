package io.tocsin.streamprocessor.root;

import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.streamprocessor.alert.ActiveAlert;
import io.tocsin.streamprocessor.alert.RuleAlerts;
import io.tocsin.streamprocessor.rules.RuleGroupName;
import io.tocsin.streamprocessor.state.KeyedState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Alerts that are known to be active at some instant from elsewhere (the topic {@code alerts}), put into the state that
 * a root is opened on: where a replay begins.
 */
public final class AlertSeeds {

    private final Set<RuleGroupName> groups;
    private final Collection<Seed> seeds;

    /**
     * One alert.
     *
     * @param ordinal the how-manieth alerting rule of that name in its group, from 0
     */
    public record Seed(RuleGroupName group, String rule, int ordinal, ActiveAlert alert) {

        private String key() {
            RuleKey rule = new RuleKey(group.group(), RuleKind.ALERT, this.rule, ordinal);
            return GroupRoot.alertsKey(group.namespace(), rule);
        }
    }

    /** @param groups of which all active alerts are known; what the state says of others stays */
    public AlertSeeds(Set<RuleGroupName> groups, Collection<Seed> seeds) {
        this.groups = Set.copyOf(groups);
        this.seeds = List.copyOf(seeds);
    }

    /**
     * Replaces the groups' alerts. Transitions do not tell the value and annotations of the instants between them, nor
     * since when {@code keep_firing_for} holds an alert: these are taken from the state where it has the alert too.
     */
    public void putInto(KeyedState state) {
        Map<String, RuleAlerts> before = new TreeMap<>();
        state.scan(GroupRoot.ALERTS + "\u0000", (key, bytes) -> {
            if (groups.contains(group(key))) {
                RuleAlerts alerts = new RuleAlerts();
                AlertsCodec.decode(bytes, alerts);
                before.put(key, alerts);
            }
        });
        before.keySet().forEach(state::delete);
        Map<String, RuleAlerts> after = new TreeMap<>();
        for (Seed seed : seeds) {
            RuleAlerts known = before.getOrDefault(seed.key(), new RuleAlerts());
            after.computeIfAbsent(seed.key(), key -> new RuleAlerts()).restore(completed(seed.alert(), known));
        }
        after.forEach((key, alerts) -> state.put(key, AlertsCodec.encode(new ArrayList<>(alerts.active()))));
    }

    private static RuleGroupName group(String stateKey) {
        List<String> parts = KeyedState.parts(stateKey);
        return new RuleGroupName(parts.get(1), parts.get(2));
    }

    private static ActiveAlert completed(ActiveAlert seed, RuleAlerts known) {
        for (ActiveAlert alert : known.active()) {
            if (alert.labels().equals(seed.labels())) {
                ActiveAlert.Times times = seed.times();
                return new ActiveAlert(
                        seed.labels(),
                        alert.annotations(),
                        seed.state(),
                        alert.value(),
                        new ActiveAlert.Times(
                                times.activeAt(), times.firedAt(), alert.times().keepFiringSince()));
            }
        }
        return seed;
    }
}
