package io.tocsin.collector.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs feeds at the multiples of their intervals since 1970, so that all collectors read at the same instants. One
 * thread for all: feeds are short, and those that may hang look after themselves. What was missed is not made up for.
 */
public final class FeedSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedSchedule.class);

    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tocsin-feeds").daemon().factory());

    public FeedSchedule(InstantSource clock) {
        this.clock = clock;
    }

    public void every(Duration interval, Feed feed) {
        scheduleNext(interval.toMillis(), feed);
    }

    private void scheduleNext(long intervalMillis, Feed feed) {
        long now = clock.millis();
        long delay = nextInstant(now, intervalMillis) - now;
        // Nobody waits for it: run() deals with every failure.
        ScheduledFuture<?> _ = thread.schedule(() -> run(intervalMillis, feed), delay, TimeUnit.MILLISECONDS);
    }

    /** The first multiple of the interval after {@code nowMillis}. */
    static long nextInstant(long nowMillis, long intervalMillis) {
        return (Math.floorDiv(nowMillis, intervalMillis) + 1) * intervalMillis;
    }

    private void run(long intervalMillis, Feed feed) {
        try {
            feed.publish();
        } catch (RuntimeException | Error e) {
            // A scheduled task that throws is never run again, and nobody is told.
            LOG.error("A reading was lost to a fault of the collector", e);
        }
        if (!thread.isShutdown()) {
            scheduleNext(intervalMillis, feed);
        }
    }

    /** No reading begins after this; one that has begun ends within a second or is left behind. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
