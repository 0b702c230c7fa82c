package io.tocsin.notifier.topology;

import io.tocsin.notifier.group.Alert;
import io.tocsin.notifier.group.AlertId;
import io.tocsin.schemas.avro.AlertState;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.labels.Labels;
import java.time.Instant;
import java.util.Objects;
import java.util.TreeMap;

/** Transitions of the log as the alerts that decisions are about. */
final class Alerts {

    private static final String ALERT_NAME = "alertname";

    private Alerts() {}

    /** Only what fires, and what fired and is over, is told; pending and inactive alerts are nobody's business here. */
    static boolean concernsPeople(AlertTransition transition) {
        return transition.getState() == AlertState.FIRING || transition.getState() == AlertState.RESOLVED;
    }

    static AlertId id(AlertTransition transition) {
        return new AlertId(
                transition.getNamespace(),
                transition.getGroup(),
                transition.getRule(),
                Labels.of(transition.getLabels()));
    }

    /** @param transition to {@code FIRING} or {@code RESOLVED} */
    static Alert of(AlertTransition transition) {
        long startsAt = Objects.requireNonNullElse(transition.getFiredAt(), transition.getActiveAt());
        return new Alert(
                id(transition),
                labels(transition),
                new TreeMap<>(transition.getAnnotations()),
                Instant.ofEpochMilli(transition.getAt()),
                Instant.ofEpochMilli(transition.getActiveAt()),
                Instant.ofEpochMilli(startsAt),
                transition.getState() == AlertState.RESOLVED ? endsAt(transition) : null,
                transition.getValue(),
                transition.getExpr());
    }

    private static Instant endsAt(AlertTransition transition) {
        return Instant.ofEpochMilli(Objects.requireNonNullElse(transition.getResolvedAt(), transition.getAt()));
    }

    /** As Prometheus sends them: an external label never replaces one of the alert's own. */
    static Labels labels(AlertTransition transition) {
        Labels.Builder labels = Labels.builder().set(ALERT_NAME, transition.getRule());
        transition.getExternalLabels().forEach(labels::set);
        transition.getLabels().forEach(labels::set);
        return labels.build();
    }
}
