package io.tocsin.streamprocessor.alert;

import io.tocsin.schemas.labels.Labels;
import java.util.SortedMap;

/**
 * An alert that is pending or firing. All times are event time, in milliseconds since the epoch.
 *
 * @param labels those of the sample and of the rule, with {@code alertname}
 */
public record ActiveAlert(
        Labels labels, SortedMap<String, String> annotations, AlertState state, double value, Times times) {

    public static final long NEVER = Long.MIN_VALUE;

    /**
     * When what happened.
     *
     * @param activeAt when the condition was first met
     * @param firedAt when it began to fire; {@link #NEVER} while pending
     * @param keepFiringSince when the condition was first not met again, while {@code keep_firing_for} holds it; else
     *     {@link #NEVER}
     */
    public record Times(long activeAt, long firedAt, long keepFiringSince) {

        static Times activeSince(long at) {
            return new Times(at, NEVER, NEVER);
        }

        Times firing(long at) {
            return new Times(activeAt, at, keepFiringSince);
        }

        Times keepFiringSince(long at) {
            return new Times(activeAt, firedAt, at);
        }
    }

    ActiveAlert with(AlertState newState, Times newTimes) {
        return new ActiveAlert(labels, annotations, newState, value, newTimes);
    }
}
