package io.tocsin.streamprocessor.control;

import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.streamprocessor.rules.CommandControls;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Stops all commands and lets them go on. Its position is a recording rule of the group {@value #GROUP}, one a namespace
 * that has rules: it is part of the log, and whoever writes that group anew leaves it where it is.
 */
public final class KillSwitch {

    public static final String GROUP = "tocsin-commands";

    /** How often the group is evaluated: the kill switch acts within it. */
    public static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final String DEFAULT_NAMESPACE = "default";
    private static final String OFF = "vector(0)";
    private static final String ON = "vector(1)";

    private final RuleControl control;
    private final InstantSource clock;

    /**
     * Where it stands.
     *
     * @param since when it was turned, RFC 3339; empty if it never was, as {@code by} and {@code reason}
     */
    public record Position(boolean stopped, String by, String reason, String since) {

        private static final Position NEVER_TURNED = new Position(false, "", "", "");

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
        return control.groups().stream()
                .filter(group -> group.getGroup().equals(GROUP))
                .flatMap(group -> position(group).stream())
                .max(Comparator.comparing(Position::stopped).thenComparing(Position::since))
                .orElse(Position.NEVER_TURNED);
    }

    /**
     * Turns it, for all namespaces that have rules.
     *
     * @param by who turns it
     * @throws RuleControl.NoPartitionException while this instance cannot know what the log has
     */
    public synchronized Position turn(boolean stopped, String by, String reason) {
        Position position = new Position(stopped, by, reason, clock.instant().toString());
        SortedSet<String> namespaces = new TreeSet<>(List.of(DEFAULT_NAMESPACE));
        List<RuleGroupVersion> groups = control.groups();
        groups.forEach(group -> namespaces.add(group.getNamespace()));
        for (String namespace : namespaces) {
            RuleGroupVersion before = groups.stream()
                    .filter(group -> group.getNamespace().equals(namespace)
                            && group.getGroup().equals(GROUP))
                    .findFirst()
                    .orElseGet(() -> nothing(namespace));
            control.write(with(before, position));
        }
        return position;
    }

    private static RuleGroupVersion nothing(String namespace) {
        return RuleGroupVersion.newBuilder()
                .setNamespace(namespace)
                .setGroup(GROUP)
                .setRevision(0)
                .setVersion("")
                .setSource("kill switch")
                .setIntervalMillis(INTERVAL.toMillis())
                .build();
    }

    private static RuleGroupVersion with(RuleGroupVersion group, Position position) {
        List<RuleDefinition> rules = new ArrayList<>(List.of(position.rule()));
        rules(group).filter(rule -> !isSwitch(rule)).forEach(rules::add);
        return RuleGroupVersion.newBuilder(group).setRules(rules).build();
    }

    private static Stream<RuleDefinition> rules(RuleGroupVersion group) {
        return group.getRules().stream();
    }

    private static boolean isSwitch(RuleDefinition rule) {
        return rule.getName().equals(CommandControls.STOPPED);
    }

    /** A new version of a group, with the switch where the version before has it, unless the new one has one itself. */
    static RuleGroupVersion carriedOver(RuleGroupVersion now, RuleGroupVersion before) {
        return rules(now).anyMatch(KillSwitch::isSwitch)
                ? now
                : stopped(before).map(position -> with(now, position)).orElse(now);
    }

    /** What has to stay of a group that is to be removed: the switch, if it is on. */
    static Optional<RuleGroupVersion> remainder(RuleGroupVersion group) {
        return stopped(group).map(position -> with(nothing(group.getNamespace()), position));
    }

    private static Optional<Position> stopped(RuleGroupVersion group) {
        return position(group).filter(Position::stopped);
    }

    private static Optional<Position> position(RuleGroupVersion group) {
        if (!group.getGroup().equals(GROUP)) {
            return Optional.empty();
        }
        return rules(group).filter(KillSwitch::isSwitch).findFirst().map(rule -> {
            Map<String, String> labels = rule.getLabels();
            return new Position(
                    !rule.getExpr().equals(OFF),
                    labels.getOrDefault("by", ""),
                    labels.getOrDefault("reason", ""),
                    labels.getOrDefault("since", ""));
        });
    }
}
