package io.tocsin.streamprocessor.control;

import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.streamprocessor.rules.CommandControls;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Stops all commands and lets them go on. Its position is the recording rule of the group {@value #GROUP}, one in every
 * namespace that has rules: it is part of the log, and nothing else writes that group.
 */
public final class KillSwitch {

    public static final String GROUP = "tocsin-kill-switch";

    /** How often the group is evaluated: the kill switch acts within it. */
    public static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final String DEFAULT_NAMESPACE = "default";
    private static final String OFF = "vector(0)";
    private static final String ON = "vector(1)";
    private static final Comparator<Position> WHICH_COUNTS =
            Comparator.comparing(Position::stopped).thenComparing(Position::since);

    private final RuleControl control;
    private final InstantSource clock;

    /**
     * Where it stands.
     *
     * @param since when it was turned, RFC 3339; empty if it never was, as {@code by} and {@code reason}
     */
    public record Position(boolean stopped, String by, String reason, String since) {

        private static final Position NEVER_TURNED = new Position(false, "", "", "");

        private static Optional<Position> of(RuleGroupVersion group) {
            if (!group.getGroup().equals(GROUP)) {
                return Optional.empty();
            }
            return group.getRules().stream().findFirst().map(rule -> {
                Map<String, String> labels = rule.getLabels();
                return new Position(
                        !rule.getExpr().equals(OFF),
                        labels.getOrDefault("by", ""),
                        labels.getOrDefault("reason", ""),
                        labels.getOrDefault("since", ""));
            });
        }

        private RuleGroupVersion group(String namespace) {
            return RuleGroupVersion.newBuilder()
                    .setNamespace(namespace)
                    .setGroup(GROUP)
                    .setRevision(0)
                    .setVersion("")
                    .setSource("kill switch")
                    .setIntervalMillis(INTERVAL.toMillis())
                    .setRules(List.of(rule()))
                    .build();
        }

        private RuleDefinition rule() {
            TreeMap<String, String> labels = new TreeMap<>(Map.of("by", by, "reason", reason, "since", since));
            labels.values().removeIf(String::isEmpty);
            return new RuleDefinition(
                    RuleKind.RECORD, CommandControls.STOPPED, stopped ? ON : OFF, 0L, 0L, labels, Map.of());
        }
    }

    public KillSwitch(RuleControl control, InstantSource clock) {
        this.control = control;
        this.clock = clock;
    }

    /** @throws RuleControl.NoPartitionException while this instance cannot know */
    public Position position() {
        return position(control.groups()).orElse(Position.NEVER_TURNED);
    }

    private static Optional<Position> position(Collection<RuleGroupVersion> groups) {
        return groups.stream().flatMap(group -> Position.of(group).stream()).max(WHICH_COUNTS);
    }

    /**
     * Turns it, for all namespaces that have rules.
     *
     * @param by who turns it
     * @throws RuleControl.NoPartitionException while this instance cannot know which those are
     */
    public Position turn(boolean stopped, String by, String reason) {
        Position position = new Position(stopped, by, reason, clock.instant().toString());
        control.write(groups -> {
            SortedSet<String> namespaces = new TreeSet<>(List.of(DEFAULT_NAMESPACE));
            groups.forEach(group -> namespaces.add(group.getNamespace()));
            return namespaces.stream().map(position::group).toList();
        });
        return position;
    }

    /** What a namespace needs that gets its first rules while commands are stopped. */
    static Optional<RuleGroupVersion> missing(String namespace, Collection<RuleGroupVersion> groups) {
        boolean has = groups.stream()
                .anyMatch(group -> group.getNamespace().equals(namespace)
                        && group.getGroup().equals(GROUP));
        return has
                ? Optional.empty()
                : position(groups).filter(Position::stopped).map(position -> position.group(namespace));
    }
}
