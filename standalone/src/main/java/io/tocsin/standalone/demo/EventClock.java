package io.tocsin.standalone.demo;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongUnaryOperator;

/**
 * The time of the demonstration, the same for the world, the log, the rules and the notifier: that of the last tick. It
 * moves in steps, each when everything that happened before its end is in the log. Thread-safe.
 */
final class EventClock implements InstantSource {
    private volatile long now;

    EventClock(long startMillis) {
        now = startMillis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    @Override
    public long millis() {
        return now;
    }

    void moveTo(long millis) {
        now = millis;
    }

    /** Whatever the clock on the wall shows. */
    LongUnaryOperator timeline() {
        return wall -> now;
    }
}
