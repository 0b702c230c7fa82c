package io.tocsin.client.commands;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What an alert asks this application to do.
 *
 * @param id the same whenever this command is handed over again
 * @param name such as {@code PAUSE_NEW_MIGRATIONS}
 * @param at when it was decided
 * @param dryRun true: say what would be done, and do nothing
 * @param reversalOf the id of the command that this one takes back
 * @param cause why
 */
public record Command(
        String id, String name, Instant at, boolean dryRun, Optional<String> reversalOf, Cause cause, Lease lease) {

    /**
     * The alert that asks for it.
     *
     * @param rule the alert's name
     * @param value that led to it
     * @param labels the alert's
     * @param evidence for people: expression, version of the rule, summary
     */
    public record Cause(String rule, double value, Map<String, String> labels, Map<String, String> evidence) {

        public Cause {
            labels = Map.copyOf(labels);
            evidence = Map.copyOf(evidence);
        }
    }

    /**
     * Until when it may be obeyed. What is left is measured from the moment it was received, so that this machine's time of
     * day does not matter.
     *
     * @param deadlineNanos as {@link System#nanoTime} counts
     */
    public record Lease(long deadlineNanos) {

        static Lease of(Duration left) {
            return new Lease(System.nanoTime() + left.toNanos());
        }

        /** Never negative. */
        public Duration left() {
            return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
        }

        public boolean isOver() {
            return left().isZero();
        }
    }
}
