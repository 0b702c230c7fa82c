package io.tocsin.streamprocessor.root;

import io.tocsin.streamprocessor.command.Responses;
import io.tocsin.streamprocessor.report.ReportCodec;
import io.tocsin.streamprocessor.report.UsedVersion;
import io.tocsin.streamprocessor.rules.RuleVersion;
import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;
import io.tocsin.streamprocessor.state.KeyedState;
import io.tocsin.streamprocessor.time.PartitionClocks;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The root of one namespace: waits until every partition has reported an instant, chooses each group's version, and
 * finishes the rules in order of dependence.
 */
final class NamespaceRoot {

    private static final String REPORT = "report";
    private static final String CURRENT = "current";

    private final String namespace;
    private final RootSettings settings;
    private final KeyedState state;
    private final Definitions definitions;
    private final RootOutput output;
    private final RecordedSeries recorded;
    private final Responses responses;
    private final List<PartitionReports> partitions = new ArrayList<>();
    private final SortedMap<String, GroupRoot> groups = new TreeMap<>();
    private long done = PartitionClocks.NO_TICK;
    private long forgottenBefore = Long.MIN_VALUE;

    NamespaceRoot(
            String namespace, RootSettings settings, KeyedState state, RootTask.Formats formats, RootOutput output) {
        this.namespace = namespace;
        this.settings = settings;
        this.state = state;
        this.definitions = new Definitions(namespace, state, formats.parser());
        this.output = output;
        this.recorded = new RecordedSeries(namespace, state, formats.codec());
        this.responses = new Responses(namespace, state);
        for (int p = 0; p < settings.partitions(); p++) {
            partitions.add(new PartitionReports());
        }
        restore();
    }

    private void restore() {
        byte[] cursor = state.get(RootProgress.key(namespace));
        if (cursor != null) {
            RootProgress progress = RootProgress.decode(namespace, cursor);
            done = progress.instant();
            forgottenBefore = progress.forgottenBefore();
            recorded.evictBefore(forgottenBefore);
        }
        state.scan(KeyedState.key(CURRENT, namespace, ""), (key, bytes) -> {
            BinaryReader in = new BinaryReader(bytes);
            UsedVersion used = new UsedVersion(in.readString(), in.readString(), in.readLong());
            group(used.group()).restoreCurrent(definitions.get(used));
        });
        state.scan(KeyedState.key(REPORT, namespace, ""), (key, bytes) -> {
            ReportCodec.Part part = ReportCodec.decode(bytes);
            partitions.get(part.report().partition()).add(part, key);
        });
    }

    /** Takes the next part of a report. */
    void accept(ReportCodec.Part part, byte[] bytes) {
        part.report().definitions().forEach(definitions::add);
        int partition = part.report().partition();
        PartitionReports reports = partitions.get(partition);
        String key = KeyedState.key(
                REPORT,
                namespace,
                String.format("%05d", partition),
                KeyedState.sortable(part.report().span().through()),
                String.format("%08d", reports.unfinishedParts()));
        state.put(key, bytes);
        reports.add(part, key);
    }

    private GroupRoot group(String name) {
        return groups.computeIfAbsent(name, n -> new GroupRoot(namespace, n, state, recorded, responses, output));
    }

    /**
     * Evaluates the next instant that every partition has reported, if there is one.
     *
     * @param last no instant after this one
     * @return the instant; {@link PartitionClocks#NO_TICK} if there is none yet
     */
    long advance(long last) {
        long frontier = Math.min(frontier(), last);
        long instant = nextDue(frontier);
        if (instant > frontier) {
            return PartitionClocks.NO_TICK;
        }
        evaluate(instant);
        done = instant;
        // What is gone does not come back when a later rule looks further: as in the leaves.
        forgottenBefore = Math.max(forgottenBefore, done - retentionMillis());
        state.put(RootProgress.key(namespace), new RootProgress(namespace, done, forgottenBefore).encode());
        partitions.forEach(reports -> reports.dropThrough(done, state));
        recorded.evictBefore(forgottenBefore);
        definitions.forgetBefore(done);
        return instant;
    }

    private long frontier() {
        long frontier = Long.MAX_VALUE;
        for (PartitionReports reports : partitions) {
            frontier = Math.min(frontier, reports.through());
        }
        return frontier;
    }

    /**
     * The first instant after the last one at which a group is due. A version that counts is in every partition's
     * reports, so those of one partition tell.
     */
    private long nextDue(long frontier) {
        long next = Long.MAX_VALUE;
        for (AssembledReport report : partitions.getFirst().pending()) {
            if (report.span().from() >= frontier || report.span().from() >= next) {
                break;
            }
            long from = Math.max(report.span().from(), done) + 1;
            for (UsedVersion used : report.versions()) {
                long due = definitions.get(used).firstDueFrom(from);
                if (due <= report.span().through()) {
                    next = Math.min(next, due);
                }
            }
        }
        return next;
    }

    private void evaluate(long instant) {
        List<AssembledReport> reports = new ArrayList<>();
        for (PartitionReports partition : partitions) {
            AssembledReport report = partition.at(instant);
            if (report == null) {
                // A partition that knew no rule yet has nothing to report: no version is known to all.
                return;
            }
            reports.add(report);
        }
        InstantView view = new InstantView(instant, reports, recorded, settings.evalOptions());
        List<RuleVersion> due = new ArrayList<>();
        for (UsedVersion used : chosen(reports)) {
            RuleVersion version = definitions.get(used);
            if (version.dueAt(instant)) {
                due.add(version);
            }
        }
        for (RuleVersion version : DependenceOrder.of(due)) {
            GroupRoot group = group(version.name().group());
            RuleVersion before = group.current();
            group.evaluate(version, view);
            if (before != version) {
                remember(version, before, instant);
            }
        }
    }

    /** Of each group the newest version that all partitions used at the instant. */
    private static Iterable<UsedVersion> chosen(List<AssembledReport> reports) {
        SortedSet<UsedVersion> common = new TreeSet<>(reports.getFirst().versions());
        reports.forEach(report -> common.retainAll(report.versions()));
        SortedMap<String, UsedVersion> newest = new TreeMap<>();
        common.forEach(used -> newest.put(used.group(), used));
        return newest.values();
    }

    private void remember(RuleVersion now, @Nullable RuleVersion before, long instant) {
        UsedVersion used = Definitions.used(now.definition());
        BinaryWriter out = new BinaryWriter();
        out.writeString(used.group()).writeString(used.version()).writeLong(used.revision());
        state.put(KeyedState.key(CURRENT, namespace, used.group()), out.toBytes());
        if (before != null) {
            definitions.superseded(Definitions.used(before.definition()), instant);
        }
    }

    private long retentionMillis() {
        long retention = settings.retention().toMillis();
        for (GroupRoot group : groups.values()) {
            RuleVersion version = group.current();
            if (version != null) {
                retention = Math.max(retention, version.looksBackMillis());
            }
        }
        return retention;
    }

    NamespaceView view() {
        List<NamespaceView.GroupView> views = new ArrayList<>();
        for (GroupRoot group : groups.values()) {
            NamespaceView.GroupView view = group.view();
            if (view != null) {
                views.add(view);
            }
        }
        return new NamespaceView(namespace, done, views);
    }

    RecordedSeries recorded() {
        return recorded;
    }
}
