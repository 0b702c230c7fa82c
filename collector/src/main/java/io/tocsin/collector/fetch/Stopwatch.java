package io.tocsin.collector.fetch;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How long each phase took. One ends where the next begins, so that together they are the whole. Not thread-safe. */
final class Stopwatch {

    private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
    private Phase phase = Phase.RESOLVE;
    private long since = System.nanoTime();

    void enter(Phase next) {
        long now = System.nanoTime();
        nanos.merge(phase, now - since, Long::sum);
        since = now;
        phase = next;
    }

    Phase phase() {
        return phase;
    }

    /** Every phase; zero for one that was not reached. */
    Map<Phase, Duration> stop() {
        enter(phase);
        Map<Phase, Duration> took = new EnumMap<>(Phase.class);
        for (Phase each : Phase.values()) {
            took.put(each, Duration.ofNanos(nanos.getOrDefault(each, 0L)));
        }
        return took;
    }
}
