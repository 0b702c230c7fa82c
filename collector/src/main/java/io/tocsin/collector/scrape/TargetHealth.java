package io.tocsin.collector.scrape;

import java.time.Duration;
import java.time.Instant;

/**
 * How the last scrape of a target went.
 *
 * @param lastScrape when it began; the epoch if there was none
 * @param lastError for people; empty after a good one
 */
public record TargetHealth(State state, Instant lastScrape, Duration duration, String lastError) {

    public static final TargetHealth UNKNOWN = new TargetHealth(State.UNKNOWN, Instant.EPOCH, Duration.ZERO, "");

    /** As Prometheus' API names it, in small letters. */
    public enum State {
        UNKNOWN,
        UP,
        DOWN
    }
}
