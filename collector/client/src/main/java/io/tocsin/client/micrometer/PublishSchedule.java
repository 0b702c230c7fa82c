package io.tocsin.client.micrometer;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs something at the multiples of a step since 1970, on one thread. What was missed is not made up for. */
final class PublishSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(TocsinMeterRegistry.class);

    private final Clock clock;
    private final long stepMillis;
    private final Runnable work;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "tocsin-metrics");
        daemon.setDaemon(true);
        return daemon;
    });

    PublishSchedule(Clock clock, Duration step, Runnable work) {
        this.clock = clock;
        this.stepMillis = step.toMillis();
        this.work = work;
    }

    void start() {
        long now = clock.wallTime();
        long next = (Math.floorDiv(now, stepMillis) + 1) * stepMillis;
        // Nobody waits for it: run() deals with every failure.
        ScheduledFuture<?> unused = thread.schedule(this::run, next - now, TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            // A scheduled task that throws is never run again, and nobody is told: neither because of a gauge of the
            // application's whose class is missing.
            LOG.error("The meters could not be published this time", e);
        }
        synchronized (thread) {
            if (!thread.isShutdown()) {
                start();
            }
        }
    }

    /** Nothing begins after this; what has begun ends within a second or is left behind. */
    void stop() {
        synchronized (thread) {
            thread.shutdownNow();
        }
        try {
            boolean unused = thread.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
