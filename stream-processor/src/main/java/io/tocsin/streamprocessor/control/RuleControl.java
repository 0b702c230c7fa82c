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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Brings rules into the log, and takes them out. A version that says what the log already has is not written again. */
public final class RuleControl implements AutoCloseable {

    private final Defaults defaults;
    private final RuleVersionBuilder builder;
    private final RuleLog log;
    private final LocalTasks tasks;
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

    public RuleControl(Target target, LocalTasks tasks, Defaults defaults, InstantSource clock) {
        this.defaults = defaults;
        this.builder = new RuleVersionBuilder(defaults);
        this.log = new RuleLog(target.kafka(), target.topics().rules(), target.instance());
        this.tasks = tasks;
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
        Map<RuleGroupName, RuleVersion> present = present();
        List<RuleGroupVersion> changed = new ArrayList<>();
        List<Applied> applied = new ArrayList<>();
        for (RuleGroupVersion read : versions) {
            String group = read.getGroup();
            RuleVersion before = present.get(new RuleGroupName(namespace, group));
            RuleGroupVersion whole = before == null ? read : carriedOver(read, before.definition());
            RuleGroupVersion version = RuleGroupVersion.newBuilder(whole)
                    .setEffectiveFrom(effectiveFrom.map(Instant::toEpochMilli).orElse(null))
                    .build();
            if (before != null && before.version().equals(version.getVersion()) && !before.removed()) {
                applied.add(new Applied(group, before.version(), before.revision(), false));
            } else {
                RuleGroupVersion next = withRevision(version, before);
                changed.add(next);
                applied.add(new Applied(group, next.getVersion(), next.getRevision(), true));
            }
        }
        if (!changed.isEmpty()) {
            log.write(changed);
        }
        return applied;
    }

    private static RuleGroupVersion carriedOver(RuleGroupVersion read, RuleGroupVersion before) {
        RuleGroupVersion whole = KillSwitch.carriedOver(read, before);
        return whole.equals(read) ? read : RuleVersionBuilder.identified(whole);
    }

    /** Writes one group as it is given, but for its identifier and its revision, which are made here. */
    synchronized void write(RuleGroupVersion group) {
        RuleVersion before = present().get(new RuleGroupName(group.getNamespace(), group.getGroup()));
        RuleGroupVersion version = RuleVersionBuilder.identified(
                RuleGroupVersion.newBuilder(group).setEffectiveFrom(null).build());
        log.write(List.of(withRevision(version, before)));
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
        problems.throwIfAny();
        List<RuleGroupVersion> versions = file.groups().stream()
                .map(group -> builder.version(group, namespace, source))
                .toList();
        // What the leaves could not take would be a dead letter, with the whole group.
        versions.forEach(RuleVersionParser.standard()::parse);
        return versions;
    }

    /**
     * Removes a group: its alerts resolve at the first instant that can see it. Of a group that has the kill switch, if
     * that is on, it stays.
     *
     * @return false if there is no such group
     */
    public synchronized boolean delete(String namespace, String group) {
        RuleVersion before = present().get(new RuleGroupName(namespace, group));
        if (before == null || before.removed()) {
            return false;
        }
        Optional<RuleGroupVersion> remainder = KillSwitch.remainder(before.definition());
        if (remainder.isPresent()) {
            write(remainder.get());
            return true;
        }
        RuleGroupVersion removal = RuleGroupVersion.newBuilder(before.definition())
                .setRules(List.of())
                .setRemoved(true)
                .setVersion("removed")
                .setSource("api")
                .setEffectiveFrom(null)
                .build();
        log.write(List.of(withRevision(removal, before)));
        return true;
    }

    /**
     * The newest version of every group that is not removed, effective yet or not.
     *
     * @throws NoPartitionException while this instance cannot know
     */
    public List<RuleGroupVersion> groups() {
        return present().values().stream()
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

    private Map<RuleGroupName, RuleVersion> present() {
        LeafTask any = tasks.leaves().values().stream().findFirst().orElseThrow(NoPartitionException::new);
        Map<RuleGroupName, RuleVersion> present = new TreeMap<>();
        any.newestRules().forEach(version -> present.put(version.name(), version));
        return present;
    }

    @Override
    public void close() {
        log.close();
    }
}
