package io.tocsin.streamprocessor.command;

import io.tocsin.schemas.avro.Command;
import io.tocsin.streamprocessor.rules.RuleGroupName;
import io.tocsin.streamprocessor.state.KeyedState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known from elsewhere (the topic {@code commands}) to have been decided before an instant, put into the state that a
 * root is opened on: where a replay begins.
 */
public final class CommandSeeds {

    private final List<Command> before;
    private final Set<String> episodes;
    private final Set<RuleGroupName> groups;

    /**
     * @param before decided before the instant
     * @param episodes those that had not ended then
     * @param groups of which all commands are known; what the state says of others stays
     */
    public CommandSeeds(Collection<Command> before, Set<String> episodes, Set<RuleGroupName> groups) {
        this.before = before.stream()
                .filter(command -> command.getReversalOf() == null && groups.contains(group(command)))
                .sorted(Comparator.comparingLong(Command::getAt))
                .toList();
        this.episodes = Set.copyOf(episodes);
        this.groups = Set.copyOf(groups);
    }

    private static RuleGroupName group(Command command) {
        Map<String, String> evidence = command.getEvidence();
        return new RuleGroupName(
                evidence.getOrDefault(Occasion.NAMESPACE, ""), evidence.getOrDefault(Occasion.GROUP, ""));
    }

    /** Replaces what the groups have decided, and what their namespaces have given. */
    public void putInto(KeyedState state) {
        groups.forEach(group -> forget(state, Responses.key(group, "")));
        Map<String, List<Long>> given = new TreeMap<>();
        groups.forEach(group -> {
            given.put(RateLimit.key(group.namespace(), true), new ArrayList<>());
            given.put(RateLimit.key(group.namespace(), false), new ArrayList<>());
        });
        for (Command command : before) {
            if (episodes.contains(command.getEpisode())) {
                state.put(
                        Responses.key(group(command), command.getEpisode()),
                        decided(command).encode());
            }
            if (command.getSuppressed() == null) {
                String limit = RateLimit.key(group(command).namespace(), command.getDryRun());
                given.computeIfAbsent(limit, key -> new ArrayList<>()).add(command.getAt());
            }
        }
        given.forEach((key, times) -> state.put(key, RateLimit.encode(times)));
    }

    private static void forget(KeyedState state, String prefix) {
        List<String> keys = new ArrayList<>();
        state.scan(prefix, (key, bytes) -> keys.add(key));
        keys.forEach(state::delete);
    }

    private static Decided decided(Command command) {
        return new Decided(
                command.getId(),
                command.getSuppressed() == null,
                command.getTarget(),
                Optional.ofNullable(command.getReversal()),
                Duration.ofMillis(command.getTtlMillis()),
                command.getDryRun());
    }
}
