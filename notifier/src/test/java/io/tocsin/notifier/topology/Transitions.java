package io.tocsin.notifier.topology;

import io.tocsin.schemas.avro.AlertState;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.TransitionReason;
import io.tocsin.schemas.labels.Labels;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Transitions of one alert, as the stream-processor writes them. */
record Transitions(String rule, Labels labels) {

    static Transitions of(String rule, String... labels) {
        return new Transitions(rule, Labels.of(labels).with("alertname", rule));
    }

    AlertTransition pending(Instant at) {
        return transition(AlertState.PENDING, at, at, null, null);
    }

    AlertTransition firing(Instant at) {
        return transition(AlertState.FIRING, at, at, at, null);
    }

    AlertTransition resolved(Instant firedAt, Instant at) {
        return transition(AlertState.RESOLVED, at, firedAt, firedAt, at);
    }

    private AlertTransition transition(
            AlertState state, Instant at, Instant activeAt, @Nullable Instant firedAt, @Nullable Instant resolvedAt) {
        return new AlertTransition(
                "default",
                "host",
                rule,
                labels.toMap(),
                Map.of("summary", rule + " on " + labels.get("instance")),
                labels.fingerprint(),
                "default/host/" + rule + labels + "@" + activeAt.toEpochMilli(),
                state,
                AlertState.INACTIVE,
                TransitionReason.CONDITION_MET,
                at.toEpochMilli(),
                activeAt.toEpochMilli(),
                firedAt == null ? null : firedAt.toEpochMilli(),
                resolvedAt == null ? null : resolvedAt.toEpochMilli(),
                0.97,
                "cpu > 0.9",
                "1",
                Map.of("cluster", "eu"));
    }
}
