package io.tocsin.notifier.send;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How long to wait before the next attempt: twice as long each time up to a limit, then between half and all of it, so
 * that receivers that come back are not met by everyone at once. The same seed, notification and attempt give the same.
 */
record Backoff(Duration min, Duration max, long seed) {

    private static final int MAX_DOUBLINGS = 30;

    /** @param attempts made so far, at least 1 */
    Duration after(int attempts, String notificationId) {
        long doubled = min.toMillis() << Math.min(attempts - 1, MAX_DOUBLINGS);
        long limit = doubled <= 0 ? max.toMillis() : Math.min(doubled, max.toMillis());
        long mixed = seed * 31 * 31 + notificationId.hashCode() * 31L + attempts;
        double share = 0.5 + new SplittableRandom(mixed).nextDouble() / 2;
        return Duration.ofMillis(Math.max(1, (long) (limit * share)));
    }
}
