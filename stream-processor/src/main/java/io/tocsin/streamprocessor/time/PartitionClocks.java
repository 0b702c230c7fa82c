package io.tocsin.streamprocessor.time;

import java.util.Arrays;

/**
 * How far the clock has passed in each source partition of one leaf task.
 *
 * <p>The horizon of a position is the greatest tick before it, in its own partition. A record is visible to instant
 * <i>T</i> exactly if its horizon is below <i>T</i>: it then lies before the partition's first tick ≥ <i>T</i>. Ticks may
 * come doubled or out of order (two tickers with different clocks); only a new maximum moves a horizon.
 */
public final class PartitionClocks {

    /** The horizon before any tick: below every instant. */
    public static final long NO_TICK = Long.MIN_VALUE;

    private final long[] horizons = new long[SourceTopic.values().length];
    private final long[] firsts = new long[SourceTopic.values().length];

    public PartitionClocks() {
        Arrays.fill(horizons, NO_TICK);
        Arrays.fill(firsts, NO_TICK);
    }

    public long horizon(SourceTopic topic) {
        return horizons[topic.ordinal()];
    }

    /** The first tick of the topic's partition, or {@link #NO_TICK}. */
    public long first(SourceTopic topic) {
        return firsts[topic.ordinal()];
    }

    public void tick(SourceTopic topic, long millis) {
        int i = topic.ordinal();
        if (firsts[i] == NO_TICK) {
            firsts[i] = millis;
        }
        horizons[i] = Math.max(horizons[i], millis);
    }

    /** Where the log begins to be evaluated: after the last of the first ticks; {@link #NO_TICK} until all are known. */
    public long beginning() {
        long beginning = NO_TICK;
        for (long first : firsts) {
            if (first == NO_TICK) {
                return NO_TICK;
            }
            beginning = Math.max(beginning, first);
        }
        return beginning;
    }

    /** The last instant that every partition has shown a tick for; {@link #NO_TICK} while one has shown none. */
    public long passed() {
        long passed = Long.MAX_VALUE;
        for (long horizon : horizons) {
            passed = Math.min(passed, horizon);
        }
        return passed;
    }
}
