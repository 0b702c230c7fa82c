package io.tocsin.streamprocessor.command;

import io.tocsin.schemas.avro.SuppressionReason;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.streamprocessor.rules.CommandControls;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What commands are subject to at one instant, as the recorded series of {@link CommandControls} say it.
 *
 * @param enabled false: the configuration wants none
 * @param stopped true: the kill switch is on
 * @param dryRunAll whether all are for show
 * @param dryRun those that are for show
 * @param maxPerHour as many may be given within an hour
 */
public record Controls(boolean enabled, boolean stopped, boolean dryRunAll, Set<String> dryRun, long maxPerHour) {

    /** Somebody records so many of these series that they cannot be read: nothing is given. */
    public static final Controls UNREADABLE = new Controls(false, false, false, Set.of(), 0);

    public static final int DEFAULT_MAX_PER_HOUR = 20;

    public Controls {
        dryRun = Set.copyOf(dryRun);
    }

    /**
     * Reads them. What is not recorded has its default: enabled, not stopped, nothing for show, {@value
     * #DEFAULT_MAX_PER_HOUR} an hour. Of several series of one name that which allows less counts.
     */
    public static Controls of(Map<Labels, Double> recorded) {
        boolean enabled = true;
        boolean stopped = false;
        boolean dryRunAll = false;
        Set<String> dryRun = new HashSet<>();
        OptionalLong most = OptionalLong.empty();
        for (Map.Entry<Labels, Double> series : recorded.entrySet()) {
            double value = series.getValue();
            String command = series.getKey().get(CommandControls.COMMAND_LABEL);
            switch (series.getKey().metricName()) {
                case CommandControls.ENABLED -> enabled &= value > 0;
                case CommandControls.STOPPED -> stopped |= value != 0;
                case CommandControls.MAX_PER_HOUR ->
                    most = OptionalLong.of(Math.min(most.orElse(Long.MAX_VALUE), (long) value));
                case CommandControls.DRY_RUN -> {
                    dryRunAll |= value != 0 && command.isEmpty();
                    if (value != 0) {
                        dryRun.add(command);
                    }
                }
                default -> {}
            }
        }
        return new Controls(enabled, stopped, dryRunAll, dryRun, most.orElse(DEFAULT_MAX_PER_HOUR));
    }

    boolean isDryRun(String command) {
        return dryRunAll || dryRun.contains(command);
    }

    /** Why nothing at all may be given; empty: something may. */
    Optional<SuppressionReason> closed() {
        if (stopped) {
            return Optional.of(SuppressionReason.STOPPED);
        }
        return enabled ? Optional.empty() : Optional.of(SuppressionReason.DISABLED);
    }
}
