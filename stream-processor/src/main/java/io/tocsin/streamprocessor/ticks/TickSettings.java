package io.tocsin.streamprocessor.ticks;

import java.time.Duration;

/**
 * How the log is ticked.
 *
 * @param interval between two ticks; ticks are whole multiples of it since the epoch
 * @param lateness how long after <i>T</i> the tick <i>T</i> is written, so that records of <i>T</i> can arrive before it
 */
public record TickSettings(Duration interval, Duration lateness) {

    public static final TickSettings DEFAULT = new TickSettings(Duration.ofMillis(250), Duration.ofMillis(250));

    public TickSettings {
        if (interval.toMillis() < 1 || lateness.isNegative()) {
            throw new IllegalArgumentException("no way to tick: every " + interval + ", " + lateness + " late");
        }
    }

    /** The tick that is to be written at {@code nowMillis}: the last one that is old enough. */
    public long tickAt(long nowMillis) {
        return Math.floorDiv(nowMillis - lateness.toMillis(), interval.toMillis()) * interval.toMillis();
    }

    /** How long after {@code nowMillis} the next tick is to be written. */
    public long millisToNext(long nowMillis) {
        return tickAt(nowMillis) + interval.toMillis() + lateness.toMillis() - nowMillis;
    }
}
