package io.tocsin.collector.intake;

import java.time.Duration;

/**
 * How far from now a sample may be; both bounds belong to the permitted range. They are those at which the
 * stream-processor would refuse the sample too, so that a sender hears of it at once.
 *
 * @param maxAge furthest into the past
 * @param maxAhead furthest into the future
 */
public record SampleLimits(Duration maxAge, Duration maxAhead) {

    public static final SampleLimits DEFAULT = new SampleLimits(Duration.ofHours(1), Duration.ofMinutes(10));
}
