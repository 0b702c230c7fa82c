package io.tocsin.streamprocessor.command;

import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.text.GoFloat;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.Command;
import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.report.Report;
import io.tocsin.streamprocessor.report.ReportCodec;
import io.tocsin.streamprocessor.report.UsedVersion;
import io.tocsin.streamprocessor.root.RootOutput;
import io.tocsin.streamprocessor.root.RootSettings;
import io.tocsin.streamprocessor.root.RootTask;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import io.tocsin.streamprocessor.state.KeyedState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The root of one namespace, told one instant a second after the other by a leaf task that has no series: what alerts is
 * {@code vector(…)} in the rules themselves.
 */
final class Installation {

    static final long START = 1_700_000_000_000L;

    private final KeyedState state = KeyedState.inMemory();
    private final List<Command> commands = new ArrayList<>();
    private final Map<String, RuleGroupVersion> groups = new TreeMap<>();
    private RootTask root = open();
    private long revision = START;
    private long now = START;

    private RootTask open() {
        RootSettings settings = new RootSettings(1, Duration.ofHours(6), EvalOptions.defaults());
        FrameCodec codec = new FrameCodec(WireFormat.singleObject(), "recorded");
        return new RootTask(
                settings, state, new RootTask.Formats(RuleVersionParser.standard(), codec), new Collecting());
    }

    private final class Collecting implements RootOutput {

        @Override
        public void transition(AlertTransition transition) {}

        @Override
        public void command(Command command) {
            commands.add(command);
        }

        @Override
        public void recorded(String rule, MetricFrame frame) {}
    }

    /** From the next instant on a group has these rules; none: it is removed. */
    Installation group(String name, RuleDefinition... rules) {
        RuleGroupVersion version = RuleGroupVersion.newBuilder()
                .setNamespace("default")
                .setGroup(name)
                .setRevision(++revision)
                .setVersion(name + revision)
                .setSource("test")
                .setRemoved(rules.length == 0)
                .setIntervalMillis(1_000)
                .setRules(List.of(rules))
                .build();
        groups.put(name, version);
        return this;
    }

    static RuleDefinition alert(String name, String expr, Map<String, String> command) {
        return new RuleDefinition(RuleKind.ALERT, name, expr, 0L, 0L, Map.of(), new TreeMap<>(command));
    }

    static RuleDefinition record(String name, double value, Map<String, String> labels) {
        return new RuleDefinition(
                RuleKind.RECORD, name, "vector(" + GoFloat.plain(value) + ")", 0L, 0L, labels, Map.of());
    }

    /** Evaluates the next instant. */
    Installation tick() {
        return tick(1_000);
    }

    /** Evaluates one instant so much later, and none in between. */
    Installation tick(long millis) {
        now += millis;
        List<UsedVersion> used = groups.values().stream()
                .map(version -> new UsedVersion(version.getGroup(), version.getVersion(), version.getRevision()))
                .toList();
        Report.Span span = new Report.Span(now - 1_000, now);
        Report report = new Report("default", 0, span, used, List.copyOf(groups.values()), List.of());
        new ReportCodec(1 << 20).encode(report, root::accept);
        root.advance(1_000);
        return this;
    }

    /** Everything but the state is lost. */
    Installation restart() {
        root = open();
        return this;
    }

    long now() {
        return now;
    }

    /** All so far, each as {@code NAME}, with what is special about it. */
    List<String> told() {
        return commands.stream()
                .map(command -> command.getName()
                        + (command.getReversalOf() == null ? "" : " reversal")
                        + (command.getDryRun() ? " dry-run" : "")
                        + (command.getSuppressed() == null ? "" : " " + command.getSuppressed()))
                .toList();
    }

    List<Command> commands() {
        return List.copyOf(commands);
    }
}
