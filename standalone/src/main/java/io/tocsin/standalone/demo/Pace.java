package io.tocsin.standalone.demo;

import java.time.Duration;

/**
 * How event time runs against the clock on the wall.
 *
 * @param speed event time by wall time
 * @param step of event time, at least 50 ms of wall time, and a part of a minute
 */
record Pace(int speed, Duration step) {
    private static final long LEAST_WALL_MILLIS = 50;
    private static final long[] STEPS = {250, 500, 1_000, 5_000, 15_000, 30_000, 60_000};

    static Pace of(int speed) {
        for (long step : STEPS) {
            if (step >= speed * LEAST_WALL_MILLIS) {
                return new Pace(speed, Duration.ofMillis(step));
            }
        }
        return new Pace(speed, Duration.ofMillis(STEPS[STEPS.length - 1]));
    }

    /** Of event time, as long as it takes on the wall. */
    long wallNanos(long eventMillis) {
        return eventMillis * 1_000_000 / speed;
    }
}
