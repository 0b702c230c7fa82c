package io.tocsin.streamprocessor.replay;

import io.tocsin.schemas.avro.AlertState;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.streamprocessor.alert.ActiveAlert;
import io.tocsin.streamprocessor.root.AlertSeeds;
import io.tocsin.streamprocessor.rules.RuleGroupName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The topic {@code alerts}: what was told then. */
final class RecordedAlerts {

    private final List<AlertTransition> transitions;
    private final Map<String, RuleGroupVersion> definitions;

    /**
     * @param transitions of each partition in its order
     * @param definitions of the rule versions, by {@link RuleHistory#key}
     */
    RecordedAlerts(List<AlertTransition> transitions, Map<String, RuleGroupVersion> definitions) {
        this.transitions = List.copyOf(transitions);
        this.definitions = Map.copyOf(definitions);
    }

    List<AlertTransition> within(ReplayRequest span) {
        return transitions.stream()
                .filter(transition -> span.covers(transition.getAt()))
                .toList();
    }

    /** The alerts of some groups that were pending or firing before an instant. */
    AlertSeeds activeBefore(long instant, Set<RuleGroupName> groups) {
        Map<List<Object>, AlertSeeds.Seed> active = new LinkedHashMap<>();
        for (AlertTransition transition : transitions) {
            RuleGroupName group = new RuleGroupName(transition.getNamespace(), transition.getGroup());
            if (transition.getAt() >= instant || !groups.contains(group)) {
                continue;
            }
            int ordinal = ordinal(transition);
            List<Object> identity = List.of(group, transition.getRule(), ordinal, transition.getLabels());
            if (transition.getState() == AlertState.PENDING || transition.getState() == AlertState.FIRING) {
                active.put(identity, new AlertSeeds.Seed(group, transition.getRule(), ordinal, alert(transition)));
            } else {
                active.remove(identity);
            }
        }
        return new AlertSeeds(groups, active.values());
    }

    /** The episodes that had begun before an instant and not ended. */
    Set<String> episodesBefore(long instant) {
        Set<String> episodes = new HashSet<>();
        for (AlertTransition transition : transitions) {
            if (transition.getAt() >= instant) {
                continue;
            }
            if (transition.getState() == AlertState.PENDING || transition.getState() == AlertState.FIRING) {
                episodes.add(transition.getEpisode());
            } else {
                episodes.remove(transition.getEpisode());
            }
        }
        return episodes;
    }

    private static ActiveAlert alert(AlertTransition transition) {
        boolean firing = transition.getState() == AlertState.FIRING;
        Long firedAt = transition.getFiredAt();
        return new ActiveAlert(
                Labels.of(transition.getLabels()),
                new TreeMap<>(transition.getAnnotations()),
                firing
                        ? io.tocsin.streamprocessor.alert.AlertState.FIRING
                        : io.tocsin.streamprocessor.alert.AlertState.PENDING,
                transition.getValue(),
                new ActiveAlert.Times(
                        transition.getActiveAt(), firedAt == null ? ActiveAlert.NEVER : firedAt, ActiveAlert.NEVER));
    }

    /** Of the rules of one name in a group, which: the first whose expression and constant labels are the alert's. */
    private int ordinal(AlertTransition transition) {
        RuleGroupVersion version = definitions.get(
                RuleHistory.key(transition.getNamespace(), transition.getGroup(), transition.getVersion()));
        if (version == null) {
            return 0;
        }
        List<RuleDefinition> named = new ArrayList<>();
        for (RuleDefinition rule : version.getRules()) {
            if (rule.getKind() == RuleKind.ALERT && rule.getName().equals(transition.getRule())) {
                named.add(rule);
            }
        }
        for (int i = 0; i < named.size(); i++) {
            if (named.get(i).getExpr().equals(transition.getExpr()) && hasLabels(transition, named.get(i))) {
                return i;
            }
        }
        return 0;
    }

    private static boolean hasLabels(AlertTransition transition, RuleDefinition rule) {
        return rule.getLabels().entrySet().stream()
                .filter(label -> !label.getValue().contains("{{"))
                .allMatch(
                        label -> label.getValue().equals(transition.getLabels().getOrDefault(label.getKey(), "")));
    }
}
