package io.tocsin.streamprocessor.time;

import java.time.Duration;

/**
 * How far a record's time may be from the time of the log around it. Both bounds are functions of positions, so that a
 * replay refuses what was refused.
 *
 * <p>Lateness is held against the last tick before the record. Earliness is held against the first tick <em>after</em>
 * it: while nobody ticks (an outage of the processors), producers go on, and their records are ahead of the last tick
 * by as long as the outage lasts without being from the future.
 *
 * @param late a record older than this, seen from the tick before it, is refused
 * @param future a record newer than this, seen from the tick after it, is refused
 */
public record TimeBounds(Duration late, Duration future) {

    public static final TimeBounds DEFAULT = new TimeBounds(Duration.ofHours(1), Duration.ofMinutes(10));

    public boolean tooLate(long timestampMillis, long horizonMillis) {
        return horizonMillis != PartitionClocks.NO_TICK && timestampMillis < horizonMillis - late.toMillis();
    }

    /** Whether the tick after the record has to be awaited before it can be taken. */
    public boolean mayBeFromTheFuture(long timestampMillis, long horizonMillis) {
        return horizonMillis != PartitionClocks.NO_TICK && timestampMillis > newestAllowed(horizonMillis);
    }

    /** The newest timestamp allowed to a record that lies before the tick {@code tickMillis}. */
    public long newestAllowed(long tickMillis) {
        return tickMillis + future.toMillis();
    }
}
