package io.tocsin.standalone.bench;

import io.tocsin.standalone.cli.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for things that tell nobody when they are ready. */
final class Waiting {
    private static final Duration POLL = Duration.ofMillis(20);

    private Waiting() {}

    /** @return how long it took; empty if it took longer than the limit */
    static Optional<Duration> until(Duration limit, BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > limit.toNanos()) {
                return Optional.empty();
            }
            pause(POLL);
        }
        return Optional.of(Duration.ofNanos(System.nanoTime() - began));
    }

    static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new Failure("interrupted");
            }
        }
    }
}
