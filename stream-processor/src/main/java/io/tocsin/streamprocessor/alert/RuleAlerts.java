package io.tocsin.streamprocessor.alert;

import io.tocsin.schemas.avro.TransitionReason;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The alerts of one rule that are pending or firing, by their labels. */
public final class RuleAlerts {

    private final TreeMap<Labels, ActiveAlert> active = new TreeMap<>();

    /** The next evaluation of the rule. */
    public List<Change> evaluate(AlertStateMachine machine, SortedMap<Labels, Observation> observed, long at) {
        SortedSet<Labels> all = new TreeSet<>(active.keySet());
        all.addAll(observed.keySet());
        List<Change> changes = new ArrayList<>();
        for (Labels labels : all) {
            AlertStateMachine.Step step = machine.next(active.get(labels), observed.get(labels), at);
            changes.addAll(step.changes());
            if (step.next() == null) {
                active.remove(labels);
            } else {
                active.put(labels, step.next());
            }
        }
        return changes;
    }

    /** The rule is gone: so are its alerts. */
    public List<Change> endAll(TransitionReason reason) {
        List<Change> changes = new ArrayList<>();
        active.values()
                .forEach(alert ->
                        changes.addAll(AlertStateMachine.over(alert, reason).changes()));
        active.clear();
        return changes;
    }

    /** Takes up an alert that was active before a restart. */
    public void restore(ActiveAlert alert) {
        active.put(alert.labels(), alert);
    }

    /** In the order of their labels. */
    public List<ActiveAlert> active() {
        return List.copyOf(active.values());
    }
}
