package io.tocsin.streamprocessor.control;

import io.tocsin.promql.rules.RuleFile;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.streamprocessor.leaf.LeafTask;
import io.tocsin.streamprocessor.rules.RuleGroupName;
import io.tocsin.streamprocessor.rules.RuleVersion;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import io.tocsin.streamprocessor.topology.LocalTasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Brings rules into the log, and takes them out. A version that says what the log already has is not written again. */
public final class RuleControl implements AutoCloseable {

    private final Defaults defaults;
    private final RuleVersionBuilder builder;
    private final RuleLog log;
    private final KnownRules known;
    private final InstantSource clock;

    /**
     * What new versions get from the installation.
     *
     * @param externalUrl under which people reach it; may be empty
     */
    public record Defaults(Duration evaluationInterval, SortedMap<String, String> externalLabels, String externalUrl) {

        public Defaults(Duration evaluationInterval) {
            this(evaluationInterval, Collections.emptySortedMap(), "");
        }

        /** These, with an address under which people reach the installation if they have none. */
        public Defaults orReachedAt(String url) {
            return externalUrl.isEmpty() ? new Defaults(evaluationInterval, externalLabels, url) : this;
        }
    }

    /** The log that rules are written to, and as whom. */
    public record Target(KafkaConfig kafka, Topics topics, String instance) {}

    /** A group that has a writer of its own. */
    public static final class ReservedGroupException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private static final String MESSAGE = "the group " + KillSwitch.GROUP
                + " is the kill switch: `tocsin commands stop` and `tocsin commands resume` turn it";

        ReservedGroupException() {
            super(MESSAGE);
        }
    }

    public RuleControl(Target target, LocalTasks tasks, Defaults defaults, InstantSource clock) {
        this.defaults = defaults;
        this.builder = new RuleVersionBuilder(defaults);
        this.log = new RuleLog(target.kafka(), target.topics().rules(), target.instance());
        this.known = new KnownRules(() ->
                tasks.leaves().values().stream().map(LeafTask::newestRules).toList());
        this.clock = clock;
    }

    /** What new versions get from the installation. */
    public Defaults defaults() {
        return defaults;
    }

    /**
     * What became of one group.
     *
     * @param revision of the version that holds now
     */
    public record Applied(String group, String version, long revision, boolean changed) {}

    /** This instance owns no partition just now, so it does not know what the log has. */
    public static final class NoPartitionException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoPartitionException() {
            super("this instance owns no partition just now; try again, or ask another one");
        }
    }

    /**
     * Writes the groups of a rule file.
     *
     * @param source where the file comes from, for people
     * @param effectiveFrom empty: from the first instant that can see it
     * @throws io.tocsin.schemas.config.ConfigException naming every mistake in the file; nothing is written then
     * @throws io.tocsin.promql.PromqlException if a rule can be read but not evaluated; nothing is written then
     */
    public synchronized List<Applied> apply(
            String namespace, String source, String text, Optional<Instant> effectiveFrom) {
        List<RuleGroupVersion> versions = versions(builder, namespace, source, text);
        Map<RuleGroupName, RuleVersion> present = known.newest();
        List<RuleGroupVersion> changed = new ArrayList<>();
        List<Applied> applied = new ArrayList<>();
        for (RuleGroupVersion read : versions) {
            String group = read.getGroup();
            RuleVersion before = present.get(new RuleGroupName(namespace, group));
            if (before != null && before.version().equals(read.getVersion()) && !before.removed()) {
                applied.add(new Applied(group, before.version(), before.revision(), false));
            } else {
                RuleGroupVersion version = RuleGroupVersion.newBuilder(read)
                        .setEffectiveFrom(
                                effectiveFrom.map(Instant::toEpochMilli).orElse(null))
                        .build();
                RuleGroupVersion next = withRevision(version, before);
                changed.add(next);
                applied.add(new Applied(group, next.getVersion(), next.getRevision(), true));
            }
        }
        if (!changed.isEmpty()) {
            // Before the rules, so that no instant sees them without it.
            KillSwitch.missing(namespace, definitions(present))
                    .ifPresent(group -> changed.addFirst(identified(group, present)));
            commit(changed);
        }
        return applied;
    }

    /**
     * Writes groups as they are given, but for their identifiers and their revisions, which are made here. All of them
     * or none.
     *
     * @param groups what to write, knowing the newest version of every group that is not removed
     * @throws NoPartitionException while this instance cannot know that
     */
    synchronized void write(Function<List<RuleGroupVersion>, List<RuleGroupVersion>> groups) {
        Map<RuleGroupName, RuleVersion> present = known.newest();
        commit(groups.apply(definitions(present)).stream()
                .map(group -> identified(group, present))
                .toList());
    }

    private RuleGroupVersion identified(RuleGroupVersion group, Map<RuleGroupName, RuleVersion> present) {
        RuleVersion before = present.get(new RuleGroupName(group.getNamespace(), group.getGroup()));
        return withRevision(RuleVersionBuilder.identified(group), before);
    }

    private void commit(List<RuleGroupVersion> versions) {
        // What the leaves could not take would be a dead letter, and nobody here would know.
        List<RuleVersion> parsed =
                versions.stream().map(RuleVersionParser.standard()::parse).toList();
        log.write(versions);
        known.written(parsed);
    }

    /**
     * The groups of a rule file as versions that are in no log.
     *
     * @param source where the file comes from, for people
     * @throws io.tocsin.schemas.config.ConfigException naming every mistake in the file
     * @throws io.tocsin.promql.PromqlException if a rule can be read but not evaluated
     */
    public static List<RuleGroupVersion> versions(Defaults defaults, String namespace, String source, String text) {
        return versions(new RuleVersionBuilder(defaults), namespace, source, text);
    }

    private static List<RuleGroupVersion> versions(
            RuleVersionBuilder builder, String namespace, String source, String text) {
        Problems problems = new Problems();
        RuleFile file = RuleFile.parse(source, text, problems);
        file.groups().stream()
                .filter(group -> group.name().equals(KillSwitch.GROUP))
                .forEach(group -> problems.add(group.position(), "", ReservedGroupException.MESSAGE));
        problems.throwIfAny();
        List<RuleGroupVersion> versions = file.groups().stream()
                .map(group -> builder.version(group, namespace, source))
                .toList();
        // What the leaves could not take would be a dead letter, with the whole group.
        versions.forEach(RuleVersionParser.standard()::parse);
        return versions;
    }

    /**
     * Removes a group: its alerts resolve at the first instant that can see it.
     *
     * @return false if there is no such group
     * @throws ReservedGroupException if it is the kill switch
     */
    public synchronized boolean delete(String namespace, String group) {
        if (group.equals(KillSwitch.GROUP)) {
            throw new ReservedGroupException();
        }
        RuleVersion before = known.newest().get(new RuleGroupName(namespace, group));
        if (before == null || before.removed()) {
            return false;
        }
        RuleGroupVersion removal = RuleGroupVersion.newBuilder(before.definition())
                .setRules(List.of())
                .setRemoved(true)
                .setVersion("removed")
                .setSource("api")
                .setEffectiveFrom(null)
                .build();
        commit(List.of(withRevision(removal, before)));
        return true;
    }

    /**
     * The newest version of every group that is not removed, effective yet or not.
     *
     * @throws NoPartitionException while this instance cannot know
     */
    public List<RuleGroupVersion> groups() {
        return definitions(known.newest());
    }

    private static List<RuleGroupVersion> definitions(Map<RuleGroupName, RuleVersion> present) {
        return present.values().stream()
                .filter(version -> !version.removed())
                .map(RuleVersion::definition)
                .toList();
    }

    private RuleGroupVersion withRevision(RuleGroupVersion version, @Nullable RuleVersion before) {
        long after = before == null ? 0 : before.revision() + 1;
        return RuleGroupVersion.newBuilder(version)
                .setRevision(Math.max(after, clock.millis()))
                .build();
    }

    @Override
    public void close() {
        log.close();
    }
}
