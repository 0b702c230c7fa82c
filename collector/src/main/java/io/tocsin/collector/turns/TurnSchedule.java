package io.tocsin.collector.turns;

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
 * Gives turns at the instants of their grids. One timer for all; each turn has a virtual thread, so that what hangs delays
 * nobody. What was missed is not made up for.
 */
public final class TurnSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TurnSchedule.class);

    /** A turn that begins no further from it has the time it was due: equal steps are easier to read and to store. */
    private static final long TOLERANCE_MILLIS = 10;

    private final InstantSource clock;
    private final ScheduledExecutorService timer;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param name of the timer's thread */
    public TurnSchedule(String name, InstantSource clock) {
        this.clock = clock;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    /** The turns of one. */
    public final class Turns {

        private final Turn turn;
        private boolean stopped;
        private boolean running;
        private long lastDue = Long.MIN_VALUE;

        private Turns(Turn turn) {
            this.turn = turn;
        }

        private synchronized void await() {
            if (stopped) {
                return;
            }
            long now = clock.millis();
            Grid grid = turn.grid();
            long due = grid.next(now);
            // The clock may have been set back a little: no instant of the grid is taken twice.
            due = due == lastDue ? grid.next(due) : due;
            lastDue = due;
            schedule(due, due - now);
        }

        private void schedule(long due, long delayMillis) {
            try {
                // Nobody waits for it: run() deals with every failure.
                ScheduledFuture<?> _ =
                        timer.schedule(() -> threads.execute(() -> run(due)), delayMillis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("No turn after the end", e);
            }
        }

        private void run(long due) {
            synchronized (this) {
                if (stopped) {
                    return;
                }
                running = true;
            }
            try {
                long now = clock.millis();
                turn.take(Math.abs(now - due) <= TOLERANCE_MILLIS ? due : now);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                // An error, too: who is not asked again is missed by nobody who watches its answers alone.
                LOG.error("A turn was lost to a fault of the collector", e);
            }
            synchronized (this) {
                running = false;
                if (stopped) {
                    turn.end(clock.millis());
                }
            }
            await();
        }

        /** No turn begins after this; it is ended, after the turn that is under way if there is one. */
        public synchronized void stop() {
            if (!stopped) {
                stopped = true;
                if (!running) {
                    turn.end(clock.millis());
                }
            }
        }
    }

    public Turns add(Turn turn) {
        Turns turns = new Turns(turn);
        turns.await();
        return turns;
    }

    /** No turn begins after this, and those under way are given up. */
    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
