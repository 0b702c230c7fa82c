package io.tocsin.schemas.program;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a request that the main thread honours: it ends its services in their order and then
 * calls {@link #close()}, upon which the process exits with 0. A main thread that does not get there within the time
 * limit is left behind, and the process exits with 1.
 */
public final class Shutdown implements AutoCloseable {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Duration limit;
    private final Thread hook;

    private Shutdown(Duration limit) {
        this.limit = limit;
        this.hook = Thread.ofPlatform().name("tocsin-shutdown").unstarted(this::awaitEnd);
    }

    /** Begins to catch the signals. */
    public static Shutdown within(Duration limit) {
        Shutdown shutdown = new Shutdown(limit);
        Runtime.getRuntime().addShutdownHook(shutdown.hook);
        return shutdown;
    }

    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits, and says whether the end is requested. */
    public boolean isRequestedWithin(Duration time) throws InterruptedException {
        return requested.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Returns when the end is requested. */
    public void awaitRequest() throws InterruptedException {
        requested.await();
    }

    /** Everything has ended. */
    @Override
    public void close() {
        ended.countDown();
        if (!isRequested()) {
            forget();
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // A signal came just now: the hook runs, and finds that all has ended.
        }
    }

    private void awaitEnd() {
        requested.countDown();
        try {
            if (ended.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        System.err.println("tocsin: some service did not end within " + limit.toSeconds() + " s; leaving it");
        Runtime.getRuntime().halt(1);
    }
}
