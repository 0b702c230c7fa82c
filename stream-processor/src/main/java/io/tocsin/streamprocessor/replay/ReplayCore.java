package io.tocsin.streamprocessor.replay;

import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.Command;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.streamprocessor.command.CommandSeeds;
import io.tocsin.streamprocessor.intake.Intake;
import io.tocsin.streamprocessor.intake.MetricsIntake;
import io.tocsin.streamprocessor.intake.SourceRecord;
import io.tocsin.streamprocessor.intake.TopicReaders;
import io.tocsin.streamprocessor.leaf.LeafSettings;
import io.tocsin.streamprocessor.leaf.LeafTask;
import io.tocsin.streamprocessor.report.ReportCodec;
import io.tocsin.streamprocessor.root.AlertSeeds;
import io.tocsin.streamprocessor.root.NamespaceView;
import io.tocsin.streamprocessor.root.RootOutput;
import io.tocsin.streamprocessor.root.RootSettings;
import io.tocsin.streamprocessor.root.RootTask;
import io.tocsin.streamprocessor.rules.Forgotten;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import io.tocsin.streamprocessor.series.SeriesLimits;
import io.tocsin.streamprocessor.series.SeriesStore;
import io.tocsin.streamprocessor.state.KeyedState;
import io.tocsin.streamprocessor.time.PartitionClocks;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.util.ArrayList;
import java.util.List;

/**
 * The leaves of every partition and the root of every namespace, the very classes of the topology, in one thread and
 * without a log to write to. Evaluates the warm-up, then, with the alerts that were active when it began, the span.
 */
final class ReplayCore {

    private static final int INSTANTS = 1_000;
    private static final int PART_BYTES = 512 << 10;

    private final ReplayRequest request;
    private final Settings settings;
    private final Seeds seeds;
    private final List<LeafTask> leaves = new ArrayList<>();
    private final KeyedState rootState = KeyedState.inMemory();
    private final ReportCodec reports = new ReportCodec(PART_BYTES);
    private final List<AlertTransition> transitions = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private RootTask root;
    private boolean warm;

    /** What the log's own processors are told, and how its records are read. */
    record Settings(LeafSettings leaf, SeriesLimits limits, Topics topics) {}

    /** The alerts active before the warm-up's first instant, and before the span's; what was commanded before that. */
    record Seeds(AlertSeeds beforeWarmUp, AlertSeeds beforeSpan, CommandSeeds commands) {}

    /**
     * Where one partition begins.
     *
     * @param inTheMiddle whether its samples are read from somewhere in the middle of the log
     * @param forgotten what was no longer seen when the warm-up began
     */
    record Beginning(boolean inTheMiddle, Forgotten forgotten) {}

    ReplayCore(ReplayRequest request, WarmUp warmUp, Settings settings, Seeds seeds, List<Beginning> beginnings) {
        this.request = request;
        this.settings = settings;
        this.seeds = seeds;
        for (int partition = 0; partition < beginnings.size(); partition++) {
            leaves.add(leaf(partition, warmUp.evaluateFromMillis() - 1, beginnings.get(partition)));
        }
        seeds.beforeWarmUp().putInto(rootState);
        this.root = openRoot();
    }

    private LeafTask leaf(int partition, long beginAfter, Beginning beginning) {
        LeafSettings leaf = settings.leaf();
        Topics topics = settings.topics();
        FrameCodec frames = new FrameCodec(topics.wire(), topics.metrics().name());
        MetricsIntake metrics = new MetricsIntake(new SeriesStore(settings.limits()), frames, leaf.bounds());
        if (beginning.inTheMiddle()) {
            metrics.beginInTheMiddle();
        }
        KeyedState state = KeyedState.inMemory();
        LeafTask.beginAfter(state, beginAfter, beginning.forgotten());
        TopicReaders readers = new TopicReaders(topics.wire());
        LeafTask.Parts parts = new LeafTask.Parts(
                metrics, state, readers, report -> reports.encode(report, part -> root.accept(part)), Intake.SILENT);
        return new LeafTask(partition, leaf, RuleVersionParser.standard(), parts);
    }

    private RootTask openRoot() {
        LeafSettings leaf = settings.leaf();
        RootSettings of = new RootSettings(leaves.size(), leaf.retention(), leaf.evalOptions());
        Topics topics = settings.topics();
        FrameCodec frames = new FrameCodec(topics.wire(), topics.recorded().name());
        return new RootTask(
                of, rootState, new RootTask.Formats(RuleVersionParser.standard(), frames), new Collecting());
    }

    /** Keeps the transitions of the span; what is recorded lives in the root. */
    private final class Collecting implements RootOutput {

        @Override
        public void transition(AlertTransition transition) {
            if (warm) {
                transitions.add(transition);
            }
        }

        @Override
        public void command(Command command) {
            if (warm) {
                commands.add(command);
            }
        }

        @Override
        public void recorded(String rule, MetricFrame frame) {}
    }

    /** Takes the next record of a partition of a source topic. */
    void accept(int partition, SourceTopic topic, SourceRecord record) {
        leaves.get(partition).accept(topic, record);
    }

    /** Evaluates whatever has been passed. */
    void advance() {
        for (LeafTask leaf : leaves) {
            boolean more = leaf.isBehind();
            while (more) {
                more = leaf.advance(INSTANTS);
                drain();
            }
        }
    }

    private void drain() {
        if (!warm) {
            evaluateThrough(request.fromMillis() - 1);
            if (through() >= request.fromMillis() - 1) {
                seeds.beforeSpan().putInto(rootState);
                seeds.commands().putInto(rootState);
                root = openRoot();
                warm = true;
            }
        }
        if (warm) {
            evaluateThrough(request.toMillis());
        }
    }

    private void evaluateThrough(long last) {
        while (root.advance(INSTANTS, last) == INSTANTS) {
            // The next ones.
        }
    }

    /** Every partition has been evaluated up to here; {@link PartitionClocks#NO_TICK} if one has not begun. */
    long through() {
        return leaves.stream().mapToLong(leaf -> leaf.progress().done()).min().orElse(PartitionClocks.NO_TICK);
    }

    boolean isDone() {
        return through() >= request.toMillis();
    }

    /** Of the span, in the order in which they came about. */
    List<AlertTransition> transitions() {
        return List.copyOf(transitions);
    }

    /** Of the span, in the order in which they were decided; nobody is told. */
    List<Command> commands() {
        return List.copyOf(commands);
    }

    /** How the namespaces stand after the span. */
    List<NamespaceView> view() {
        return root.view();
    }
}
