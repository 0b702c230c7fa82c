package io.tocsin.notifier.send;

import java.time.Duration;

/**
 * How stubborn the sender is.
 *
 * @param minBackoff before the second attempt; doubled before each later one
 * @param maxBackoff never longer than this, unless the receiver asks for it
 * @param giveUpAfter so long after its first attempt a notification is given up
 * @param capacity so many notifications may wait for one integration; what is beyond is rejected, and says so
 * @param seed of the jitter
 */
public record DeliveryConfig(Duration minBackoff, Duration maxBackoff, Duration giveUpAfter, int capacity, long seed) {

    public static final DeliveryConfig DEFAULT =
            new DeliveryConfig(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1), 10_000, 1);

    public DeliveryConfig {
        if (!minBackoff.isPositive() || maxBackoff.compareTo(minBackoff) < 0 || capacity < 1) {
            throw new IllegalArgumentException("0 < min_backoff <= max_backoff, capacity >= 1");
        }
    }
}
