package io.tocsin.streamprocessor.alert;

import io.tocsin.schemas.avro.TransitionReason;
import io.tocsin.streamprocessor.alert.ActiveAlert.Times;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life cycle of one alert: inactive → pending → firing → inactive, as Prometheus 3 has it ({@code
 * rules/alerting.go}), with the instant of evaluation as its only clock.
 *
 * @param forMillis the condition has to be met for so long before the alert fires
 * @param keepFiringForMillis a firing alert goes on for so long after the condition is no longer met
 */
public record AlertStateMachine(long forMillis, long keepFiringForMillis) {

    /** An alert's next state, and the changes on the way there: none, one, or pending and firing at once. */
    public record Step(@Nullable ActiveAlert next, List<Change> changes) {

        public Step {
            changes = List.copyOf(changes);
        }
    }

    /**
     * One evaluation of one alert.
     *
     * @param previous null if it was inactive
     * @param observed null if the condition is not met
     * @param at the instant of evaluation, in milliseconds
     */
    public Step next(@Nullable ActiveAlert previous, @Nullable Observation observed, long at) {
        if (observed != null) {
            return met(previous, observed, at);
        }
        return previous == null ? new Step(null, List.of()) : notMet(previous, at);
    }

    private Step met(@Nullable ActiveAlert previous, Observation observed, long at) {
        List<Change> changes = new ArrayList<>();
        ActiveAlert now;
        if (previous == null) {
            now = alert(observed, AlertState.PENDING, Times.activeSince(at));
            changes.add(new Change(null, now, TransitionReason.CONDITION_MET));
        } else {
            now = alert(observed, previous.state(), previous.times().keepFiringSince(ActiveAlert.NEVER));
        }
        if (now.state() == AlertState.PENDING && at - now.times().activeAt() >= forMillis) {
            ActiveAlert firing = now.with(AlertState.FIRING, now.times().firing(at));
            changes.add(new Change(now, firing, TransitionReason.FOR_ELAPSED));
            now = firing;
        }
        return new Step(now, changes);
    }

    private static ActiveAlert alert(Observation observed, AlertState state, Times times) {
        return new ActiveAlert(observed.labels(), observed.annotations(), state, observed.value(), times);
    }

    private Step notMet(ActiveAlert previous, long at) {
        if (previous.state() == AlertState.FIRING && keepFiringForMillis > 0) {
            return keepFiring(previous, at);
        }
        return over(previous, TransitionReason.CONDITION_CLEARED);
    }

    private Step keepFiring(ActiveAlert previous, long at) {
        long since = previous.times().keepFiringSince();
        ActiveAlert kept = since == ActiveAlert.NEVER
                ? previous.with(AlertState.FIRING, previous.times().keepFiringSince(at))
                : previous;
        return at - kept.times().keepFiringSince() < keepFiringForMillis
                ? new Step(kept, List.of())
                : over(previous, TransitionReason.KEEP_FIRING_FOR_ELAPSED);
    }

    /** Ends an alert for another reason than its condition: its rule is removed, or no longer alerts. */
    public static Step over(ActiveAlert previous, TransitionReason reason) {
        return new Step(null, List.of(new Change(previous, null, reason)));
    }
}
