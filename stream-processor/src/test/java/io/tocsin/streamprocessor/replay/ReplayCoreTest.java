package io.tocsin.streamprocessor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.Command;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.ticks.Ticks;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.command.CommandSeeds;
import io.tocsin.streamprocessor.determinism.Course;
import io.tocsin.streamprocessor.determinism.EventGenerator;
import io.tocsin.streamprocessor.determinism.GeneratedLog;
import io.tocsin.streamprocessor.determinism.Reading;
import io.tocsin.streamprocessor.determinism.Simulation;
import io.tocsin.streamprocessor.intake.SourceRecord;
import io.tocsin.streamprocessor.intake.TopicReaders;
import io.tocsin.streamprocessor.leaf.LeafSettings;
import io.tocsin.streamprocessor.root.AlertSeeds;
import io.tocsin.streamprocessor.rules.Forgotten;
import io.tocsin.streamprocessor.rules.RuleGroupName;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import io.tocsin.streamprocessor.series.SeriesLimits;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A replay that begins anywhere in a log gives what the whole log gave there. */
class ReplayCoreTest {

    private static final int PARTITIONS = 3;
    private static final long SPAN = Duration.ofMinutes(50).toMillis();
    private static final long SEED = Long.getLong("replay.seed", 11);
    private static final Set<RuleGroupName> ALL = Set.of(
            new RuleGroupName("default", "alerts"),
            new RuleGroupName("default", "short-lived"),
            new RuleGroupName("default", "recordings"));

    private static GeneratedLog log;
    private static List<AlertTransition> recorded;
    private static List<Command> commands;

    @BeforeAll
    static void record() {
        log = GeneratedLog.of(EventGenerator.events(SEED, SPAN), PARTITIONS, SPAN, 2_000, SEED);
        Simulation.Outcome outcome = Simulation.run(log, new Course(SEED, 0, 64, true));
        recorded = outcome.transitions();
        commands = outcome.commands();
    }

    static Stream<ReplayRequest> spans() {
        Random random = new Random(SEED);
        Stream<ReplayRequest> early = Stream.of(span(0, 60_000), span(59_000, 200_001));
        // Around the edit and the removal of rules, which stand in the middle.
        Stream<ReplayRequest> edits = Stream.of(
                span(SPAN / 2 - 30_000, SPAN / 2 + 60_000),
                span(SPAN / 2, SPAN / 2 + 1_000),
                span(SPAN / 2 + 20_000, SPAN / 2 + 90_000));
        Stream<ReplayRequest> late = Stream.generate(() -> {
                    long from = Duration.ofMinutes(32).toMillis() + random.nextInt(900_000);
                    return span(from, from + 1 + random.nextInt(120_000));
                })
                .limit(6);
        return Stream.of(early, edits, late).flatMap(stream -> stream);
    }

    private static ReplayRequest span(long from, long to) {
        return new ReplayRequest(EventGenerator.START + from, EventGenerator.START + to, Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("spans")
    void shouldGiveWhatTheWholeLogGave_whereverItBegins(ReplayRequest request) {
        ReplayCore core = replay(request, ALL, 0);

        assertThat(core.isDone()).isTrue();
        assertThat(Comparison.differences(within(request), core.transitions())).isEmpty();
        assertThat(commandDifferences(request, core)).isEmpty();
    }

    private static List<CommandDifference> commandDifferences(ReplayRequest request, ReplayCore core) {
        return CommandDifference.all(new RecordedCommands(commands).within(request), core.commands());
    }

    private static List<AlertTransition> within(ReplayRequest request) {
        return recorded.stream().filter(t -> request.covers(t.getAt())).toList();
    }

    /** The spans above say little if nothing happens in them, or if all of them begin with the log. */
    @Test
    void shouldHaveSomethingToCompare() {
        assertThat(spans().filter(span -> within(span).size() > 10)).hasSizeGreaterThan(5);
        assertThat(spans().filter(span ->
                        !new RecordedCommands(commands).within(span).isEmpty()))
                .hasSizeGreaterThan(5);
        assertThat(spans().filter(span -> starts(span, warmUp(span)).getFirst().inTheMiddle()))
                .hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void shouldDiffer_whenItDoesNotKnowWhichAlertsWereActive() {
        assertThat(spans().filter(span -> !Comparison.differences(
                                within(span), replay(span, Set.of(), 0).transitions())
                        .isEmpty()))
                .isNotEmpty();
    }

    @Test
    void shouldDiffer_whenItDoesNotKnowWhatWasCommanded() {
        assertThat(spans().anyMatch(span ->
                        !commandDifferences(span, replay(span, Set.of(), 0)).isEmpty()))
                .isTrue();
    }

    @Test
    void shouldDiffer_whenTheWarmUpIsLeftOut() {
        long all = Duration.ofMinutes(20).toMillis();

        assertThat(spans().filter(span -> !Comparison.differences(
                                within(span), replay(span, ALL, all).transitions())
                        .isEmpty()))
                .isNotEmpty();
    }

    private static ReplayCore replay(ReplayRequest request, Set<RuleGroupName> seeded, long skippedMillis) {
        WarmUp warmUp = warmUp(request);
        if (skippedMillis > 0) {
            warmUp = new WarmUp(request.fromMillis(), request.fromMillis(), warmUp.circular());
        }
        List<LogSpan.Start> starts = starts(request, warmUp);
        RecordedAlerts alerts =
                new RecordedAlerts(recorded, histories().getFirst().definitions());
        AlertSeeds before = alerts.activeBefore(warmUp.evaluateFromMillis(), seeded);
        AlertSeeds then = alerts.activeBefore(request.fromMillis(), seeded);
        CommandSeeds asked = new RecordedCommands(commands)
                .before(request.fromMillis(), alerts.episodesBefore(request.fromMillis()), seeded);
        long retention = LeafSettings.defaults().retention().toMillis();
        List<ReplayCore.Beginning> beginnings = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            Forgotten forgotten = histories().get(partition).forgottenBefore(warmUp.evaluateFromMillis(), retention);
            beginnings.add(new ReplayCore.Beginning(starts.get(partition).inTheMiddle(), forgotten));
        }
        ReplayCore core =
                new ReplayCore(request, warmUp, settings(), new ReplayCore.Seeds(before, then, asked), beginnings);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (SourceRecord rule : histories().get(partition).records()) {
                core.accept(partition, SourceTopic.RULES, rule);
            }
            feed(core, partition, starts.get(partition), skippedMillis > 0 ? request.fromMillis() : 0);
        }
        return core;
    }

    private static void feed(ReplayCore core, int partition, LogSpan.Start start, long from) {
        for (SourceTopic topic : SourceTopic.values()) {
            if (topic == SourceTopic.RULES) {
                continue;
            }
            List<SourceRecord> records = log.of(partition, topic);
            long first = topic == SourceTopic.METRICS ? Math.max(start.offset(), index(records, from)) : 0;
            for (SourceRecord record : records.subList((int) first, records.size())) {
                core.accept(partition, topic, record);
            }
        }
        core.advance();
    }

    private static ReplayCore.Settings settings() {
        Topics topics = new Topics(KafkaConfig.local("nowhere:1"), WireFormat.singleObject());
        return new ReplayCore.Settings(LeafSettings.defaults(), SeriesLimits.UNLIMITED, topics);
    }

    private static List<RuleHistory> histories() {
        List<RuleHistory> histories = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            RuleHistory history =
                    new RuleHistory(new TopicReaders(WireFormat.singleObject())::rule, RuleVersionParser.standard());
            log.of(partition, SourceTopic.RULES).forEach(history::accept);
            histories.add(history);
        }
        return histories;
    }

    private static WarmUp warmUp(ReplayRequest request) {
        return WarmUp.before(
                request.fromMillis(),
                histories().getFirst().active(request.fromMillis() - 1_200_000, request.toMillis()),
                LeafSettings.defaults().retention().toMillis());
    }

    private static List<LogSpan.Start> starts(ReplayRequest request, WarmUp warmUp) {
        List<LogSpan.Start> starts = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            starts.add(new LogSpan.Start(
                    Reading.start(log.of(partition, SourceTopic.METRICS), warmUp.samplesFromMillis()), 0));
        }
        assertThat(request.fromMillis()).isGreaterThanOrEqualTo(warmUp.evaluateFromMillis());
        return starts;
    }

    /** Of the first tick at or after a time. */
    private static long index(List<SourceRecord> records, long time) {
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).value() == null
                    && Ticks.parse(records.get(i).key()).orElse(Long.MIN_VALUE) >= time) {
                return time <= EventGenerator.START ? 0 : i;
            }
        }
        return records.size();
    }
}
