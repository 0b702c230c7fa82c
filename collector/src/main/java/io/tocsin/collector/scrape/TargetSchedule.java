package io.tocsin.collector.scrape;

import io.tocsin.collector.scrape.targets.ScrapeTarget;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When targets are scraped: at the multiples of their interval since 1970, plus an offset of their own. One timer for
 * all; each scrape has a virtual thread, so that a target that hangs delays nobody. What was missed is not made up for.
 */
final class TargetSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TargetSchedule.class);

    /** A scrape that begins no later than this has the time it was due: equal steps are easier to read and to store. */
    private static final long TOLERANCE_MILLIS = 10;

    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tocsin-scrape-timer").daemon().factory());
    private final ExecutorService scrapes = Executors.newVirtualThreadPerTaskExecutor();

    TargetSchedule(InstantSource clock) {
        this.clock = clock;
    }

    /** A target on the schedule. */
    final class Turns {

        private final ScrapeLoop loop;
        private boolean stopped;
        private boolean scraping;

        private Turns(ScrapeLoop loop) {
            this.loop = loop;
        }

        private synchronized void await() {
            if (stopped) {
                return;
            }
            long now = clock.millis();
            long due = nextTurn(now, loop.target());
            try {
                // Nobody waits for it: run() deals with every failure.
                ScheduledFuture<?> _ =
                        timer.schedule(() -> scrapes.execute(() -> run(due)), due - now, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("No scrape after the end", e);
            }
        }

        private void run(long due) {
            synchronized (this) {
                if (stopped) {
                    return;
                }
                scraping = true;
            }
            try {
                long now = clock.millis();
                loop.scrape(now - due <= TOLERANCE_MILLIS ? due : now);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error("A scrape was lost to a fault of the collector", e);
            }
            synchronized (this) {
                scraping = false;
                if (stopped) {
                    loop.end(clock.millis());
                }
            }
            await();
        }

        /** No scrape begins after this; the series are ended, after the scrape that is under way if there is one. */
        synchronized void stop() {
            if (!stopped) {
                stopped = true;
                if (!scraping) {
                    loop.end(clock.millis());
                }
            }
        }
    }

    Turns add(ScrapeLoop loop) {
        Turns turns = new Turns(loop);
        turns.await();
        return turns;
    }

    /** The first turn of a target after {@code nowMillis}. */
    static long nextTurn(long nowMillis, ScrapeTarget target) {
        long interval = target.timing().interval().toMillis();
        long offset = target.offsetMillis();
        return (Math.floorDiv(nowMillis - offset, interval) + 1) * interval + offset;
    }

    /** No scrape begins after this, and those under way are given up. */
    @Override
    public void close() {
        timer.shutdownNow();
        scrapes.shutdownNow();
        try {
            scrapes.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
