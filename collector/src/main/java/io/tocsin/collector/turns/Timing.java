package io.tocsin.collector.turns;

import io.tocsin.schemas.config.Durations;
import io.tocsin.schemas.config.YamlNode;
import java.time.Duration;

/**
 * How often something is asked, and how long an answer is waited for.
 *
 * @param timeout not longer than the interval
 */
public record Timing(Duration interval, Duration timeout) {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * Reads {@code interval} and {@code timeout} of a section, and notes what is wrong with them.
     *
     * @param usual where the section says nothing; the timeout is cut to the interval
     */
    public static Timing read(YamlNode section, Timing usual) {
        Duration interval = section.duration("interval", usual.interval);
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            section.get("interval")
                    .problem("must be from " + Durations.format(SHORTEST) + " to " + Durations.format(LONGEST));
            interval = usual.interval;
        }
        Duration cut = interval.compareTo(usual.timeout) < 0 ? interval : usual.timeout;
        Duration timeout = section.duration("timeout", cut);
        if (!timeout.isPositive() || timeout.compareTo(interval) > 0) {
            section.get("timeout")
                    .problem("must be longer than 0 and not longer than interval, which is "
                            + Durations.format(interval));
            timeout = cut;
        }
        return new Timing(interval, timeout);
    }
}
