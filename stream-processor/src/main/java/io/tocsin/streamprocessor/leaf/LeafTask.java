package io.tocsin.streamprocessor.leaf;

import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.streamprocessor.intake.EventIntake;
import io.tocsin.streamprocessor.intake.Intake;
import io.tocsin.streamprocessor.intake.MetricsIntake;
import io.tocsin.streamprocessor.intake.RuleIntake;
import io.tocsin.streamprocessor.intake.SourceRecord;
import io.tocsin.streamprocessor.intake.TopicReaders;
import io.tocsin.streamprocessor.report.LeafResult;
import io.tocsin.streamprocessor.report.Report;
import io.tocsin.streamprocessor.report.UsedVersion;
import io.tocsin.streamprocessor.rules.Forgotten;
import io.tocsin.streamprocessor.rules.RuleBook;
import io.tocsin.streamprocessor.rules.RuleVersion;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import io.tocsin.streamprocessor.signals.SignalTask;
import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;
import io.tocsin.streamprocessor.state.KeyedState;
import io.tocsin.streamprocessor.time.PartitionClocks;
import io.tocsin.streamprocessor.time.SourceTopic;
import io.tocsin.streamprocessor.time.TimeBounds;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One partition of every source topic: takes the records in whatever order the topics are polled, and evaluates each
 * instant that all five have passed over exactly the records that lie before it. Plain Java, one thread; the topology,
 * the replay and the tests drive the same class.
 */
public final class LeafTask {

    private static final String CLOCK = "clock";
    private static final String DEFINED = "defined";

    private final int partition;
    private final LeafSettings settings;
    private final MetricsIntake metrics;
    private final KeyedState state;
    private final LeafOutput output;
    private final Intake intake;
    private final RuleIntake ruleIntake;
    private final RuleBook rules;
    private final LeafSamples samples;
    private final Slicer slicer;
    private final Past past;
    private final PartitionClocks clocks = new PartitionClocks();
    private final Map<SourceTopic, EventIntake> events = new EnumMap<>(SourceTopic.class);
    private volatile Progress progress =
            new Progress(PartitionClocks.NO_TICK, PartitionClocks.NO_TICK, PartitionClocks.NO_TICK);

    /**
     * How far the task has got.
     *
     * @param lastTick the greatest one of any of its partitions
     * @param passed all five partitions have passed this instant
     * @param done and this one has been evaluated
     */
    public record Progress(long lastTick, long passed, long done) {}

    /** What a leaf task works with; all of it is its alone. */
    public record Parts(
            MetricsIntake metrics, KeyedState state, TopicReaders readers, LeafOutput output, Intake intake) {}

    /** Takes up what the state holds; the series store has been restored by then. */
    public LeafTask(int partition, LeafSettings settings, RuleVersionParser parser, Parts parts) {
        this.partition = partition;
        this.settings = settings;
        this.metrics = parts.metrics();
        this.state = parts.state();
        this.output = parts.output();
        this.intake = parts.intake();
        this.rules = new RuleBook(state, parser);
        this.ruleIntake = new RuleIntake(parts.readers()::rule, parser, rules);
        for (SourceTopic topic : List.of(SourceTopic.MIGRATIONS, SourceTopic.RESERVES, SourceTopic.ACTIVITY)) {
            events.put(topic, events(topic, parts.readers()));
        }
        this.samples = new LeafSamples(
                metrics, events.values().stream().map(EventIntake::signals).toList());
        this.slicer = new Slicer(rules, samples);
        state.scan(KeyedState.key(CLOCK, ""), this::restoreClock);
        this.past = new Past(rules, samples, settings.retention(), state);
        publishProgress();
    }

    private EventIntake events(SourceTopic topic, TopicReaders readers) {
        TimeBounds bounds = settings.bounds();
        SignalTask signals = new SignalTask(topic, partition, bounds.late(), settings.signalLimits(), state);
        return new EventIntake(topic, readers.events(), bounds, signals, state);
    }

    /**
     * Has a task that is opened on {@code state}, which has to be new, evaluate no instant up to this one: where a
     * replay begins. The log's own beginning, if it is later, still holds.
     *
     * @param forgotten what was no longer seen after it
     */
    public static void beginAfter(KeyedState state, long instant, Forgotten forgotten) {
        Past.beginAfter(state, instant, forgotten);
    }

    private void publishProgress() {
        long last = PartitionClocks.NO_TICK;
        for (SourceTopic topic : SourceTopic.values()) {
            last = Math.max(last, clocks.horizon(topic));
        }
        progress = new Progress(last, clocks.passed(), past.done());
    }

    /** For other threads. */
    public Progress progress() {
        return progress;
    }

    /** Takes the next record of a topic. */
    public void accept(SourceTopic topic, SourceRecord record) {
        long horizon = clocks.horizon(topic);
        OptionalLong tick = switch (topic) {
            case METRICS -> metrics.accept(record, intake);
            case RULES -> ruleIntake.accept(record, horizon, intake);
            case MIGRATIONS, RESERVES, ACTIVITY -> {
                EventIntake of = Objects.requireNonNull(events.get(topic));
                yield of.accept(record, horizon, intake);
            }
        };
        if (tick.isPresent() && tick.getAsLong() > horizon) {
            clocks.tick(topic, tick.getAsLong());
            BinaryWriter out = new BinaryWriter().writeLong(clocks.first(topic)).writeLong(clocks.horizon(topic));
            state.put(KeyedState.key(CLOCK, topic.name()), out.toBytes());
            publishProgress();
        }
    }

    private void restoreClock(String key, byte[] bytes) {
        SourceTopic topic = SourceTopic.valueOf(key.substring(CLOCK.length() + 1));
        BinaryReader in = new BinaryReader(bytes);
        clocks.tick(topic, in.readLong());
        clocks.tick(topic, in.readLong());
    }

    /** The last instant that may be evaluated: all five partitions have passed it. */
    public long passed() {
        return clocks.passed();
    }

    /** The last instant that has been evaluated (or had nothing due). */
    public long done() {
        return past.done();
    }

    public boolean isBehind() {
        return past.done() < passed();
    }

    /**
     * Evaluates the next slice, if an instant has been passed that is not done.
     *
     * @param maxInstants the most instants of one group in the slice
     * @return whether there is more to do
     */
    public boolean advance(int maxInstants) {
        long passed = passed();
        if (passed == PartitionClocks.NO_TICK) {
            return false;
        }
        if (past.done() == PartitionClocks.NO_TICK) {
            // Not what is passed by now: how far that has got depends on the order of polling.
            past.begin(clocks.beginning());
            publishProgress();
        }
        if (past.done() >= passed) {
            return false;
        }
        Slice slice = slicer.next(past.done(), passed, maxInstants);
        evaluate(slice);
        past.moveTo(slice.through());
        publishProgress();
        return past.done() < passed;
    }

    private void evaluate(Slice slice) {
        Map<String, List<RuleVersion>> namespaces = new TreeMap<>();
        for (RuleVersion version : slice.versions()) {
            namespaces
                    .computeIfAbsent(version.name().namespace(), name -> new ArrayList<>())
                    .add(version);
        }
        if (namespaces.isEmpty()) {
            return;
        }
        SeriesSource source = past.seenAt(firstInstant(slice), samples.visibleAt(lastInstant(slice)));
        SliceEvaluation evaluation = new SliceEvaluation(source, settings.evalOptions());
        namespaces.forEach((namespace, versions) -> {
            boolean due = versions.stream().anyMatch(v -> v.firstDueFrom(slice.from() + 1) <= slice.through());
            if (due) {
                output.report(report(namespace, slice, versions, evaluation.evaluate(slice, versions)));
            }
        });
    }

    /** What is visible to the slice's last instant; to the others it makes no difference, or the slice were cut. */
    private static long lastInstant(Slice slice) {
        long last = Long.MIN_VALUE;
        for (RuleVersion version : slice.versions()) {
            last = Math.max(last, Math.floorDiv(slice.through(), version.intervalMillis()) * version.intervalMillis());
        }
        return Math.max(last, slice.from() + 1);
    }

    /** The later ones look no further back than they may: a slice of more than one instant has only such rules. */
    private static long firstInstant(Slice slice) {
        return slice.versions().stream()
                .mapToLong(version -> version.firstDueFrom(slice.from() + 1))
                .min()
                .orElse(slice.through());
    }

    private Report report(String namespace, Slice slice, List<RuleVersion> versions, List<LeafResult> results) {
        List<UsedVersion> used = new ArrayList<>();
        List<RuleGroupVersion> definitions = new ArrayList<>();
        for (RuleVersion version : versions) {
            used.add(new UsedVersion(version.name().group(), version.version(), version.revision()));
            String key = KeyedState.key(DEFINED, namespace, version.name().group(), version.version());
            if (state.get(key) == null) {
                definitions.add(version.definition());
                state.put(key, new byte[0]);
            }
        }
        Report.Span span = new Report.Span(slice.from(), slice.through());
        return new Report(namespace, partition, span, used, definitions, results);
    }

    /** The newest version of each rule group that this partition holds. Thread-safe. */
    public List<RuleVersion> newestRules() {
        return rules.newest();
    }

    /** For queries: what this partition holds. Thread-safe. */
    public LeafSamples samples() {
        return samples;
    }
}
