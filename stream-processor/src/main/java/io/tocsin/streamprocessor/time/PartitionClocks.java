package io.tocsin.streamprocessor.time;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

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

    private final Map<SourceTopic, Long> horizons = new EnumMap<>(SourceTopic.class);
    private final Map<SourceTopic, Long> firsts = new EnumMap<>(SourceTopic.class);

    public long horizon(SourceTopic topic) {
        return horizons.getOrDefault(topic, NO_TICK);
    }

    /** The first tick of the topic's partition, or {@link #NO_TICK}. */
    public long first(SourceTopic topic) {
        return firsts.getOrDefault(topic, NO_TICK);
    }

    public void tick(SourceTopic topic, long millis) {
        firsts.putIfAbsent(topic, millis);
        horizons.merge(topic, millis, Math::max);
    }

    /** Where the log begins to be evaluated: after the last of the first ticks; {@link #NO_TICK} until all are known. */
    public long beginning() {
        return firsts.size() < SourceTopic.values().length ? NO_TICK : Collections.max(firsts.values());
    }

    /** The last instant that every partition has shown a tick for; {@link #NO_TICK} while one has shown none. */
    public long passed() {
        return horizons.size() < SourceTopic.values().length ? NO_TICK : Collections.min(horizons.values());
    }
}
