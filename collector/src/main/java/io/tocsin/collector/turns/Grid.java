package io.tocsin.collector.turns;

import java.time.Duration;

/**
 * The multiples of an interval since 1970, each with the same offset.
 *
 * @param offsetMillis less than the interval
 */
public record Grid(Duration interval, long offsetMillis) {

    private static final long TOGETHER_MILLIS = 100;
    private static final long TOGETHER_FROM_MILLIS = 1_000;

    /**
     * With an offset that is a function of the text, so that those with different texts spread over the interval, and keep
     * their place over restarts and between collectors. In an interval of seconds they meet at tenths of a second: what
     * comes together goes to Kafka together, at a fraction of the cost.
     */
    public static Grid spread(Duration interval, String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        // FNV leaves the high bits of short texts alike, and the modulus of a round number only looks at the low ones.
        hash ^= hash >>> 32;
        long millis = interval.toMillis();
        long place = millis >= TOGETHER_FROM_MILLIS ? TOGETHER_MILLIS : 1;
        return new Grid(interval, Math.floorMod(hash, millis / place) * place);
    }

    /** The last instant that is not after {@code nowMillis}. */
    public long last(long nowMillis) {
        return next(nowMillis) - interval.toMillis();
    }

    /** The first instant after {@code nowMillis}. */
    public long next(long nowMillis) {
        long millis = interval.toMillis();
        return (Math.floorDiv(nowMillis - offsetMillis, millis) + 1) * millis + offsetMillis;
    }
}
