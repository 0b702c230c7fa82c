package io.tocsin.streamprocessor.determinism;

import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.Command;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.wire.RecordEncoder;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.intake.Refusal;
import io.tocsin.streamprocessor.leaf.LeafSettings;
import io.tocsin.streamprocessor.root.RootOutput;
import io.tocsin.streamprocessor.root.RootSettings;
import io.tocsin.streamprocessor.root.RootTask;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** The whole core over a log, on one course: leaves in any order among each other, and a root that may crash as well. */
public final class Simulation {

    private final GeneratedLog log;
    private final Course course;
    private final Random random;
    private final List<LeafRun> leaves = new ArrayList<>();
    private final TransactionalState rootState = new TransactionalState();
    private final int[] next;
    private int[] committed;
    private final Outcome outcome = Outcome.empty();
    private final Outcome uncommitted = Outcome.empty();
    private RootTask root;

    /** What came out: the records of the topics as bytes, in hexadecimal, and transitions and commands as they are. */
    public record Outcome(
            List<String> alerts,
            List<String> recorded,
            List<AlertTransition> transitions,
            List<String> commandBytes,
            List<Command> commands,
            List<Refusal> refusals) {

        static Outcome empty() {
            return new Outcome(
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
        }

        void addAll(Outcome more) {
            alerts.addAll(more.alerts);
            recorded.addAll(more.recorded);
            transitions.addAll(more.transitions);
            commandBytes.addAll(more.commandBytes);
            commands.addAll(more.commands);
            refusals.addAll(more.refusals);
        }

        void clear() {
            List.of(alerts, recorded, transitions, commandBytes, commands, refusals)
                    .forEach(List::clear);
        }
    }

    private Simulation(GeneratedLog log, Course course) {
        this.log = log;
        this.course = course;
        this.random = new Random(course.seed());
        for (int partition = 0; partition < log.partitions(); partition++) {
            leaves.add(new LeafRun(partition, log, course));
        }
        this.next = new int[log.partitions()];
        this.committed = new int[log.partitions()];
        this.root = open();
    }

    public static Outcome run(GeneratedLog log, Course course) {
        Simulation simulation = new Simulation(log, course);
        simulation.run();
        return simulation.outcome;
    }

    private RootTask open() {
        LeafSettings leaf = course.settings();
        RootSettings settings = new RootSettings(log.partitions(), leaf.retention(), leaf.evalOptions());
        FrameCodec codec = new FrameCodec(WireFormat.singleObject(), "recorded");
        RootTask.Formats formats = new RootTask.Formats(RuleVersionParser.standard(), codec);
        return new RootTask(settings, rootState, formats, new Collecting(codec));
    }

    private final class Collecting implements RootOutput {

        private final RecordEncoder<AlertTransition> encoder =
                WireFormat.singleObject().encoder(AlertTransition.class);
        private final RecordEncoder<Command> commandEncoder =
                WireFormat.singleObject().encoder(Command.class);
        private final FrameCodec codec;

        Collecting(FrameCodec codec) {
            this.codec = codec;
        }

        @Override
        public void transition(AlertTransition transition) {
            uncommitted.transitions().add(transition);
            uncommitted.alerts().add(HexFormat.of().formatHex(encoder.encode("alerts", transition)));
        }

        @Override
        public void command(Command command) {
            uncommitted.commands().add(command);
            uncommitted.commandBytes().add(HexFormat.of().formatHex(commandEncoder.encode("commands", command)));
        }

        @Override
        public void recorded(String rule, MetricFrame frame) {
            uncommitted.recorded().add(rule + " " + HexFormat.of().formatHex(codec.encode(frame)));
        }
    }

    private void run() {
        List<LeafRun> busy = new ArrayList<>(leaves);
        while (!busy.isEmpty() || rootHasInput()) {
            if (!busy.isEmpty()) {
                LeafRun leaf = busy.get(random.nextInt(busy.size()));
                if (!leaf.step()) {
                    busy.remove(leaf);
                }
            }
            rootStep();
        }
        commit();
        leaves.forEach(leaf -> outcome.refusals().addAll(leaf.refusals()));
    }

    private boolean rootHasInput() {
        for (int partition = 0; partition < next.length; partition++) {
            if (next[partition] < leaves.get(partition).reports().size()) {
                return true;
            }
        }
        return false;
    }

    private void rootStep() {
        int partition = random.nextInt(next.length);
        List<byte[]> reports = leaves.get(partition).reports();
        if (next[partition] < reports.size()) {
            root.accept(reports.get(next[partition]++));
        }
        while (root.advance(1) > 0) {
            if (random.nextInt(1000) < course.restartsPerThousand()) {
                crash();
            }
        }
        if (random.nextInt(3) == 0) {
            commit();
        }
    }

    private void commit() {
        rootState.commit();
        committed = Arrays.copyOf(next, next.length);
        outcome.addAll(uncommitted);
        uncommitted.clear();
    }

    private void crash() {
        rootState.abort();
        System.arraycopy(committed, 0, next, 0, next.length);
        uncommitted.clear();
        root = open();
    }
}
