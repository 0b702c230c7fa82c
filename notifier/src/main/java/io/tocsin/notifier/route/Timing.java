package io.tocsin.notifier.route;

import java.time.Duration;

/**
 * When a group is told, as in Alertmanager.
 *
 * @param groupWait from a group's first alert to its first flush, so that what belongs together arrives together; may be 0
 * @param groupInterval from flush to flush; longer than 0
 * @param repeatInterval after this a group that still fires, unchanged, is told again; longer than 0
 */
public record Timing(Duration groupWait, Duration groupInterval, Duration repeatInterval) {

    /** What Alertmanager does where a route says nothing. */
    public static final Timing DEFAULT = new Timing(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(4));

    public Timing {
        if (groupWait.isNegative() || !groupInterval.isPositive() || !repeatInterval.isPositive()) {
            throw new IllegalArgumentException(
                    "group_wait must not be negative, group_interval and repeat_interval must be longer than 0");
        }
    }
}
