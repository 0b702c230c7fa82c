package io.tocsin.standalone.up;

import io.tocsin.schemas.program.Shutdown;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for an instance to get somewhere, as long as its end is not asked for. */
record Readiness(Shutdown shutdown) {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long SAY_SO_AFTER = Duration.ofSeconds(30).toNanos();

    /**
     * Returns when the condition holds, however long that takes; says so when it takes long.
     *
     * @param what the condition in words, after "not yet"
     * @return false if the end was asked for instead
     */
    boolean reached(String what, BooleanSupplier condition) throws InterruptedException {
        long said = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (shutdown.isRequestedWithin(POLL)) {
                return false;
            }
            if (System.nanoTime() - said > SAY_SO_AFTER) {
                LOG.warn("not yet {}; going on trying", what);
                said = System.nanoTime();
            }
        }
        return true;
    }

    /** Returns when the condition holds, or the limit is over, or the end is asked for. */
    void hopedFor(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long begun = System.nanoTime();
        boolean ended = false;
        while (!ended && !condition.getAsBoolean() && System.nanoTime() - begun < limit.toNanos()) {
            ended = shutdown.isRequestedWithin(POLL);
        }
    }
}
