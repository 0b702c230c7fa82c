package io.tocsin.promql.rules;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What an alerting rule asks another system to do while it fires: its annotations {@code command…}.
 *
 * @param name such as {@code PAUSE_NEW_MIGRATIONS}
 * @param target who is to obey
 * @param when the alert's value has to satisfy it; empty: as soon as the alert fires
 * @param ttl after which it must not be obeyed any more
 * @param reversal asked for when the alert resolves, if the command was given
 * @param dryRun say what would be done, and do nothing
 */
public record CommandRequest(
        String name,
        String target,
        Optional<CommandCondition> when,
        Duration ttl,
        Optional<String> reversal,
        boolean dryRun) {

    public static final Duration DEFAULT_TTL = Duration.ofMinutes(5);

    /** Whether a text can be the name of a command. */
    public static boolean isName(String text) {
        return CommandReader.NAME.matcher(text).matches();
    }

    /**
     * Reads an alert's annotations.
     *
     * @param annotations as the rule file has them; those of other names do not matter
     * @param mistakes takes each mistake: the annotation's name, and what is wrong with it
     * @return empty if there is no annotation {@code command}, or a mistake
     */
    public static Optional<CommandRequest> of(Map<String, String> annotations, BiConsumer<String, String> mistakes) {
        return new CommandReader(annotations, mistakes).read();
    }

    /** Whether a firing alert of that value asks for it. */
    public boolean isDue(double value) {
        return when.isEmpty() || when.get().holds(value);
    }
}
