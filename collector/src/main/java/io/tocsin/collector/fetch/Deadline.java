package io.tocsin.collector.fetch;

import java.time.Duration;

/** When a fetch has to be over, by the clock that only counts. */
record Deadline(long atNanos) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Zero if it is over. */
    long leftNanos() {
        return Math.max(0, atNanos - System.nanoTime());
    }

    boolean isOver() {
        return leftNanos() == 0;
    }
}
