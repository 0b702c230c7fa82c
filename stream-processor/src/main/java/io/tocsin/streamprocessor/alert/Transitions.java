package io.tocsin.streamprocessor.alert;

import io.tocsin.schemas.avro.AlertState;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.labels.Labels;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes become records of the topic {@code alerts}. */
public final class Transitions {

    private Transitions() {}

    /** @param at the instant of evaluation */
    public static AlertTransition of(Change change, RuleGroupVersion version, RuleDefinition rule, long at) {
        ActiveAlert alert = change.alert();
        boolean fired = alert.times().firedAt() != ActiveAlert.NEVER;
        return AlertTransition.newBuilder()
                .setNamespace(version.getNamespace())
                .setGroup(version.getGroup())
                .setRule(rule.getName())
                .setLabels(alert.labels().toMap())
                .setAnnotations(new TreeMap<>(alert.annotations()))
                .setFingerprint(alert.labels().fingerprint())
                .setEpisode(episode(version, rule, alert))
                .setState(change.after() == null ? ended(fired) : state(change.after()))
                .setPreviousState(state(change.before()))
                .setReason(change.reason())
                .setAt(at)
                .setActiveAt(alert.times().activeAt())
                .setFiredAt(fired ? alert.times().firedAt() : null)
                .setResolvedAt(change.after() == null ? at : null)
                .setValue(alert.value())
                .setExpr(rule.getExpr())
                .setVersion(version.getVersion())
                .setExternalLabels(new TreeMap<>(version.getExternalLabels()))
                .build();
    }

    private static AlertState ended(boolean fired) {
        return fired ? AlertState.RESOLVED : AlertState.INACTIVE;
    }

    private static AlertState state(@Nullable ActiveAlert alert) {
        if (alert == null) {
            return AlertState.INACTIVE;
        }
        return switch (alert.state()) {
            case PENDING -> AlertState.PENDING;
            case FIRING -> AlertState.FIRING;
        };
    }

    /** One stay outside the state inactive: the alert's identity and when it became active, as 16 hexadecimal digits. */
    public static String episode(RuleGroupVersion version, RuleDefinition rule, ActiveAlert alert) {
        Labels identity = alert.labels().toBuilder()
                .set("tocsin\u0000namespace", version.getNamespace())
                .set("tocsin\u0000group", version.getGroup())
                .set("tocsin\u0000rule", rule.getName())
                .set("tocsin\u0000active", Long.toString(alert.times().activeAt()))
                .build();
        return identity.fingerprint();
    }
}
