package io.tocsin.streamprocessor.replay;

import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.streamprocessor.StreamProcessorConfig;
import io.tocsin.streamprocessor.intake.SourceRecord;
import io.tocsin.streamprocessor.intake.TopicReaders;
import io.tocsin.streamprocessor.leaf.LeafSettings;
import io.tocsin.streamprocessor.rules.Forgotten;
import io.tocsin.streamprocessor.rules.RuleGroupName;
import io.tocsin.streamprocessor.rules.RuleVersion;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Evaluates a span of the log again: the same core, the same positions, in isolation and as fast as the log can be read.
 * Writes nothing and sends nothing. What comes out is held against the topic {@code alerts}.
 */
public final class Replay {

    /** Tickers may overlap; see the same in the restore of a task. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final KafkaConfig kafka;
    private final Topics topics;
    private final ReplayCore.Settings settings;
    private final List<RuleHistory> histories = new ArrayList<>();

    /** @param config of the processors that wrote the log: its bounds, retention and limits are part of the result */
    public Replay(KafkaConfig kafka, Topics topics, StreamProcessorConfig config) {
        this.kafka = kafka;
        this.topics = topics;
        LeafSettings leaf = new LeafSettings(config.bounds(), config.retention(), EvalOptions.defaults());
        this.settings = new ReplayCore.Settings(leaf, config.limits(), topics);
    }

    /**
     * Replays a span.
     *
     * @throws UnreadableLogException if a topic is missing
     * @throws org.apache.kafka.common.KafkaException if the log cannot be read
     */
    public ReplayResult run(ReplayRequest request) {
        try (SourceLog log = new SourceLog(kafka, topics)) {
            log.require();
            readRules(log);
            WarmUp warmUp = warmUp(request);
            RecordedAlerts recorded = new RecordedAlerts(log.values(topics.alerts()), definitions());
            RecordedCommands commands = new RecordedCommands(log.values(topics.commands()));
            Set<RuleGroupName> seeded = sameGroups(request);
            request.rules().ifPresent(rules -> histories.forEach(history -> history.replaceBy(rules)));

            LogSpan span = log.from(warmUp.samplesFromMillis() - MARGIN.toMillis());
            ReplayCore core = new ReplayCore(
                    request,
                    warmUp,
                    settings,
                    new Recorded(recorded, commands).seeds(request, warmUp, seeded),
                    beginnings(request, warmUp, span));
            feedRules(core);
            long records = log.read(span, request.toMillis(), core::accept, core::advance);
            Comparability comparability = new Comparability(request, warmUp, core, RootProgressLog.read(kafka));
            return new ReplayResult(
                    request,
                    warmUp,
                    groups(request),
                    records,
                    Math.min(core.through(), request.toMillis()),
                    core.transitions(),
                    core.commands(),
                    comparability.verdict(
                            new Comparability.Then(compared(recorded, request), commands.within(request)),
                            span,
                            unknownGroups(request, seeded)));
        }
    }

    private void readRules(SourceLog log) {
        TopicReaders readers = new TopicReaders(topics.wire());
        histories.clear();
        for (int partition = 0; partition < log.partitions(); partition++) {
            RuleHistory history = new RuleHistory(readers::rule, RuleVersionParser.standard());
            log.rules(partition, history::accept);
            histories.add(history);
        }
    }

    /** The rules in force in the warm-up count too, and they may need a longer one. */
    private WarmUp warmUp(ReplayRequest request) {
        long retention = settings.leaf().retention().toMillis();
        long from = request.fromMillis();
        WarmUp warmUp = WarmUp.before(request.fromMillis(), active(request, from), retention);
        while (warmUp.evaluateFromMillis() < from) {
            from = warmUp.evaluateFromMillis();
            warmUp = WarmUp.before(request.fromMillis(), active(request, from), retention);
        }
        return warmUp;
    }

    private Collection<RuleVersion> active(ReplayRequest request, long from) {
        if (request.rules().isPresent()) {
            return request.rules().get().stream()
                    .map(RuleVersionParser.standard()::parse)
                    .toList();
        }
        Map<String, RuleVersion> active = new HashMap<>();
        for (RuleHistory history : histories) {
            for (RuleVersion version : history.active(from, request.toMillis())) {
                String key = RuleHistory.key(
                        version.name().namespace(), version.name().group(), version.version());
                active.put(key + version.revision(), version);
            }
        }
        return active.values();
    }

    private int groups(ReplayRequest request) {
        return (int) active(request, request.fromMillis()).stream()
                .filter(version -> !version.removed())
                .map(RuleVersion::name)
                .distinct()
                .count();
    }

    private Map<String, RuleGroupVersion> definitions() {
        Map<String, RuleGroupVersion> definitions = new HashMap<>();
        histories.forEach(history -> definitions.putAll(history.definitions()));
        return definitions;
    }

    /** The groups whose recorded alerts are those of the rules that are replayed. */
    private Set<RuleGroupName> sameGroups(ReplayRequest request) {
        Set<RuleGroupName> same = new LinkedHashSet<>();
        if (request.rules().isEmpty()) {
            definitions()
                    .values()
                    .forEach(version -> same.add(new RuleGroupName(version.getNamespace(), version.getGroup())));
            return same;
        }
        List<RuleGroupVersion> given = request.rules().get();
        for (RuleHistory history : histories) {
            same.addAll(history.unchanged(request.fromMillis(), request.toMillis(), given));
        }
        return same;
    }

    /** What was told and asked for then. */
    private record Recorded(RecordedAlerts alerts, RecordedCommands commands) {

        ReplayCore.Seeds seeds(ReplayRequest request, WarmUp warmUp, Set<RuleGroupName> groups) {
            long from = request.fromMillis();
            return new ReplayCore.Seeds(
                    alerts.activeBefore(warmUp.evaluateFromMillis(), groups),
                    alerts.activeBefore(from, groups),
                    commands.before(from, alerts.episodesBefore(from), groups));
        }
    }

    /** With rules of one's own, nothing has been forgotten that they look at. */
    private List<ReplayCore.Beginning> beginnings(ReplayRequest request, WarmUp warmUp, LogSpan span) {
        long retention = settings.leaf().retention().toMillis();
        List<ReplayCore.Beginning> beginnings = new ArrayList<>();
        for (int partition = 0; partition < histories.size(); partition++) {
            boolean middle = span.of(SourceTopic.METRICS).get(partition).inTheMiddle();
            Forgotten forgotten = request.rules().isPresent()
                    ? Forgotten.NOTHING
                    : histories.get(partition).forgottenBefore(warmUp.evaluateFromMillis(), retention);
            beginnings.add(new ReplayCore.Beginning(middle, forgotten));
        }
        return beginnings;
    }

    private void feedRules(ReplayCore core) {
        for (int partition = 0; partition < histories.size(); partition++) {
            for (SourceRecord record : histories.get(partition).records()) {
                core.accept(partition, SourceTopic.RULES, record);
            }
        }
    }

    /** Of rules that are tried, only the groups that were given are of interest. */
    private static List<AlertTransition> compared(RecordedAlerts recorded, ReplayRequest request) {
        if (request.rules().isEmpty()) {
            return recorded.within(request);
        }
        Set<RuleGroupName> given = given(request);
        return recorded.within(request).stream()
                .filter(t -> given.contains(new RuleGroupName(t.getNamespace(), t.getGroup())))
                .toList();
    }

    private static Set<RuleGroupName> given(ReplayRequest request) {
        return request.rules().orElse(List.of()).stream()
                .map(version -> new RuleGroupName(version.getNamespace(), version.getGroup()))
                .collect(Collectors.toSet());
    }

    private static Set<RuleGroupName> unknownGroups(ReplayRequest request, Set<RuleGroupName> same) {
        Set<RuleGroupName> unknown = new TreeSet<>(given(request));
        unknown.removeAll(same);
        return unknown;
    }
}
