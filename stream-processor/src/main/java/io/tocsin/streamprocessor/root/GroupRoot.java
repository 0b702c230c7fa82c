package io.tocsin.streamprocessor.root;

import io.tocsin.promql.PromqlException;
import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.schemas.avro.TransitionReason;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.streamprocessor.alert.ActiveAlert;
import io.tocsin.streamprocessor.alert.AlertStateMachine;
import io.tocsin.streamprocessor.alert.Change;
import io.tocsin.streamprocessor.alert.Observation;
import io.tocsin.streamprocessor.alert.RuleAlerts;
import io.tocsin.streamprocessor.alert.Transitions;
import io.tocsin.streamprocessor.command.Controls;
import io.tocsin.streamprocessor.command.Occasion;
import io.tocsin.streamprocessor.command.Responses;
import io.tocsin.streamprocessor.rules.CommandControls;
import io.tocsin.streamprocessor.rules.PlannedRule;
import io.tocsin.streamprocessor.rules.RuleVersion;
import io.tocsin.streamprocessor.state.KeyedState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One rule group: its rules in order, at one instant after the other, and what they carry along. */
final class GroupRoot {

    static final String ALERTS = "alerts";

    private final String group;
    private final String namespace;
    private final KeyedState state;
    private final RecordedSeries recorded;
    private final Responses responses;
    private final RootOutput output;
    private final Map<RuleKey, RuleAlerts> alerts = new TreeMap<>();
    private final Map<RuleKey, RuleHealth> health = new TreeMap<>();
    private @Nullable RuleVersion current;

    GroupRoot(
            String namespace,
            String group,
            KeyedState state,
            RecordedSeries recorded,
            Responses responses,
            RootOutput output) {
        this.namespace = namespace;
        this.group = group;
        this.state = state;
        this.recorded = recorded;
        this.responses = responses;
        this.output = output;
        state.scan(KeyedState.key(ALERTS, namespace, group, ""), (key, bytes) -> {
            RuleAlerts restored = new RuleAlerts();
            AlertsCodec.decode(bytes, restored);
            alerts.put(RuleKey.of(KeyedState.parts(key).subList(2, 6)), restored);
        });
    }

    @Nullable
    RuleVersion current() {
        return current;
    }

    /** Takes up the version that was evaluated before a restart. */
    void restoreCurrent(RuleVersion version) {
        current = version;
    }

    /** Evaluates the group with the version that holds at the instant; a removal ends everything it has. */
    void evaluate(RuleVersion version, InstantView view) {
        if (current != null && !sameVersion(current, version)) {
            dropMissing(current, version, view);
        }
        current = version;
        if (version.removed()) {
            return;
        }
        Map<String, Integer> seen = new TreeMap<>();
        for (PlannedRule rule : version.rules()) {
            evaluate(version, rule, key(rule, seen), view);
        }
    }

    private static boolean sameVersion(RuleVersion a, RuleVersion b) {
        return a.revision() == b.revision() && a.version().equals(b.version());
    }

    private RuleKey key(PlannedRule rule, Map<String, Integer> seen) {
        RuleDefinition definition = rule.definition();
        int ordinal = seen.merge(definition.getKind() + " " + definition.getName(), 1, Integer::sum) - 1;
        return new RuleKey(group, definition.getKind(), definition.getName(), ordinal);
    }

    private void evaluate(RuleVersion version, PlannedRule rule, RuleKey key, InstantView view) {
        try {
            SortedMap<Labels, Double> vector = view.vector(rule.plan(), version.queryOffsetMillis());
            switch (rule.definition().getKind()) {
                case RECORD -> record(version, rule, key, vector, view);
                case ALERT -> alert(version, rule, key, vector, view);
            }
            health.put(key, new RuleHealth(view.instant(), null));
        } catch (PromqlException e) {
            health.put(key, new RuleHealth(view.instant(), String.valueOf(e.getMessage())));
        }
    }

    private void record(
            RuleVersion version, PlannedRule rule, RuleKey key, SortedMap<Labels, Double> vector, InstantView view) {
        SortedMap<Labels, Double> series = RuleResult.recording(rule, vector);
        int limit = version.definition().getLimit();
        if (limit > 0 && series.size() > limit) {
            throw new RuleFailure("exceeded limit of " + limit + " with " + series.size() + " series");
        }
        publish(key, series, view.instant(), version);
    }

    private void publish(RuleKey key, SortedMap<Labels, Double> series, long instant, RuleVersion version) {
        long timestamp = instant - version.queryOffsetMillis();
        recorded.record(instant, timestamp, key, series, frame -> output.recorded(key.name(), frame));
    }

    private void alert(
            RuleVersion version, PlannedRule rule, RuleKey key, SortedMap<Labels, Double> vector, InstantView view) {
        RuleDefinition definition = rule.definition();
        SortedMap<Labels, Observation> observed = RuleResult.alerting(version, rule, vector, view);
        RuleAlerts ruleAlerts = alerts.computeIfAbsent(key, k -> new RuleAlerts());
        Occasion occasion = occasion(version, rule, view);
        int limit = version.definition().getLimit();
        if (limit > 0 && observed.size() > limit) {
            // As in Prometheus: beyond the limit a rule loses all its alerts, and the evaluation is an error.
            changed(ruleAlerts.endAll(TransitionReason.LIMIT_EXCEEDED), occasion);
            store(key, ruleAlerts);
            throw new RuleFailure("exceeded limit of " + limit + " with " + observed.size() + " alerts");
        }
        AlertStateMachine machine =
                new AlertStateMachine(definition.getForMillis(), definition.getKeepFiringForMillis());
        changed(ruleAlerts.evaluate(machine, observed, view.instant()), occasion);
        responses.decide(occasion, ruleAlerts.active()).forEach(output::command);
        store(key, ruleAlerts);
        publish(key, alertSeries(ruleAlerts), view.instant(), version);
    }

    private static Occasion occasion(RuleVersion version, PlannedRule rule, InstantView view) {
        return new Occasion(version, rule, view.instant(), () -> controls(view));
    }

    /** Never fails: what an alert has become does not depend on what may be done about it. */
    private static Controls controls(InstantView view) {
        try {
            return Controls.of(view.recordedVector(CommandControls.PLAN));
        } catch (PromqlException _) {
            return Controls.UNREADABLE;
        }
    }

    private void changed(List<Change> changes, Occasion of) {
        RuleDefinition rule = of.rule().definition();
        for (Change change : changes) {
            output.transition(Transitions.of(change, of.version().definition(), rule, of.at()));
            if (change.after() == null) {
                responses.ended(of, change.alert()).ifPresent(output::command);
            }
        }
    }

    /** Under which the state holds a rule's alerts. */
    static String alertsKey(String namespace, RuleKey rule) {
        return KeyedState.key(ALERTS, namespace, rule.text());
    }

    private void store(RuleKey key, RuleAlerts ruleAlerts) {
        String stateKey = alertsKey(namespace, key);
        byte[] before = state.get(stateKey);
        List<ActiveAlert> active = ruleAlerts.active();
        if (active.isEmpty()) {
            if (before != null) {
                state.delete(stateKey);
            }
            return;
        }
        byte[] now = AlertsCodec.encode(active);
        if (!Arrays.equals(before, now)) {
            state.put(stateKey, now);
        }
    }

    /** The series {@code ALERTS} and {@code ALERTS_FOR_STATE}. */
    private static SortedMap<Labels, Double> alertSeries(RuleAlerts ruleAlerts) {
        SortedMap<Labels, Double> series = new TreeMap<>();
        for (ActiveAlert alert : ruleAlerts.active()) {
            Labels labels = alert.labels();
            String alertState = alert.state().label();
            series.put(labels.with(Labels.METRIC_NAME, "ALERTS").with("alertstate", alertState), 1.0);
            double since = alert.times().activeAt() / 1000.0;
            series.put(labels.with(Labels.METRIC_NAME, "ALERTS_FOR_STATE"), since);
        }
        return series;
    }

    /** The rules of the version before that the new one does not have: their alerts and their series end. */
    private void dropMissing(RuleVersion before, RuleVersion now, InstantView view) {
        List<RuleKey> kept = new ArrayList<>();
        Map<String, Integer> seen = new TreeMap<>();
        now.rules().forEach(rule -> kept.add(key(rule, seen)));
        seen.clear();
        for (PlannedRule rule : before.rules()) {
            RuleKey key = key(rule, seen);
            if (kept.contains(key)) {
                continue;
            }
            RuleAlerts ruleAlerts = alerts.remove(key);
            health.remove(key);
            if (ruleAlerts != null && rule.definition().getKind() == RuleKind.ALERT) {
                changed(ruleAlerts.endAll(TransitionReason.RULE_REMOVED), occasion(before, rule, view));
                store(key, ruleAlerts);
            }
            publish(key, new TreeMap<>(), view.instant(), before);
        }
    }

    /** Null while no version holds. */
    NamespaceView.@Nullable GroupView view() {
        RuleVersion version = current;
        if (version == null || version.removed()) {
            return null;
        }
        List<NamespaceView.RuleView> rules = new ArrayList<>();
        Map<String, Integer> seen = new TreeMap<>();
        for (PlannedRule rule : version.rules()) {
            RuleKey key = key(rule, seen);
            RuleAlerts of = alerts.get(key);
            rules.add(new NamespaceView.RuleView(rule, of == null ? List.of() : of.active(), health.get(key)));
        }
        return new NamespaceView.GroupView(version, rules);
    }
}
