package io.tocsin.notifier.group;

import io.tocsin.notifier.route.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a group remembers beside its alerts. A value; {@code now} is always the caller's.
 *
 * @param flushes how many there were
 * @param nextFlush when the next is due
 * @param staleSince when the group was first held back because its alerts came out of the past; null if it is not
 * @param notified what each integration was last told, by the integration's name
 */
public record GroupState(
        long flushes, Instant nextFlush, @Nullable Instant staleSince, SortedMap<String, Notified> notified) {

    /** An alert whose transition is older than this comes from an evaluator that is catching up. */
    static final Duration STALE = Duration.ofMinutes(1);

    /** So long after the last such transition the rest of the alert's story should have arrived as well. */
    static final Duration HOLD = Duration.ofSeconds(5);

    /** But never longer than this in all. */
    static final Duration LONGEST_HOLD = Duration.ofMinutes(5);

    public GroupState {
        notified = Collections.unmodifiableSortedMap(new TreeMap<>(notified));
    }

    /** A group that begins with this alert. */
    public static GroupState first(Alert alert, Timing timing, Instant now) {
        Instant due = now.plus(timing.groupWait());
        return new GroupState(0, due, null, Collections.emptySortedMap()).with(alert, timing, now);
    }

    /** The group after it has heard of this alert. Only what is due can change. */
    public GroupState with(Alert alert, Timing timing, Instant now) {
        Instant due = nextFlush;
        // As in Alertmanager: who has waited elsewhere, during an outage say, does not wait here again.
        if (flushes == 0 && alert.startsAt().plus(timing.groupWait()).isBefore(now) && now.isBefore(due)) {
            due = now;
        }
        if (!alert.at().isBefore(now.minus(STALE))) {
            return new GroupState(flushes, due, staleSince, notified);
        }
        Instant since = staleSince == null ? now : staleSince;
        Instant held = earlier(now.plus(HOLD), since.plus(LONGEST_HOLD));
        return new GroupState(flushes, later(due, held), since, notified);
    }

    public boolean isDue(Instant now) {
        return !now.isBefore(nextFlush);
    }

    @Nullable
    Notified lastTold(Recipient recipient) {
        return notified.get(recipient.integration());
    }

    /** The group after a flush at {@code now}. The rhythm is kept; what was missed is not made up for. */
    GroupState flushed(SortedMap<String, Notified> told, Timing timing, Instant now) {
        Instant inRhythm = nextFlush.plus(timing.groupInterval());
        Instant next = flushes > 0 && inRhythm.isAfter(now) ? inRhythm : now.plus(timing.groupInterval());
        return new GroupState(flushes + 1, next, null, told);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isBefore(b) ? b : a;
    }
}
