package io.tocsin.standalone.replay;

import io.tocsin.promql.PromqlException;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.standalone.cli.Failure;
import io.tocsin.standalone.cli.Output;
import io.tocsin.standalone.cli.PortPlan;
import io.tocsin.standalone.cli.TextFiles;
import io.tocsin.standalone.cli.Times;
import io.tocsin.standalone.up.TocsinConfig;
import io.tocsin.streamprocessor.control.RuleControl;
import io.tocsin.streamprocessor.replay.Replay;
import io.tocsin.streamprocessor.replay.ReplayRequest;
import io.tocsin.streamprocessor.replay.ReplayResult;
import io.tocsin.streamprocessor.replay.UnreadableLogException;
import io.tocsin.streamprocessor.replay.Verdict;
import io.tocsin.streamprocessor.rulefiles.RuleFileSet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code replay}. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Evaluate a span of the log again and hold the result against what was recorded then.",
        footer = {
            "",
            "Reads the log of a running `up`, or opens its data when it does not run. Writes nothing, sends nothing.",
            "Exit code: 0 equal, 3 different, 4 not comparable, 1 not done."
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final int EQUAL = 0;
    private static final int DIFFERENT = 3;
    private static final int NOT_COMPARABLE = 4;

    private final Output output;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "T",
            description = "First instant: 2026-01-31T08:00:00Z or seconds since 1970.")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "T", description = "Last instant.")
    private String to = "";

    @Option(
            names = "--rules",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Evaluate these rule files in place of the log's rules.")
    private List<Path> rules = List.of();

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "Where the groups of --rules belong (default: ${DEFAULT-VALUE}).",
            defaultValue = "default")
    private String namespace = "default";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "As given to `up` (default: ./${DEFAULT-VALUE}).",
            defaultValue = "data")
    private Path data = Path.of("data");

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "As given to `up` (default: ${DEFAULT-VALUE}).",
            defaultValue = "9000")
    private int portBase = PortPlan.DEFAULT_BASE;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Read the log of these brokers instead of that of --data.")
    private Optional<String> servers = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration (default: config/tocsin.yml beside the launcher).")
    private Path config = Path.of(System.getProperty("tocsin.home", ""), "config", "tocsin.yml");

    public ReplayCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        Instant first = Times.parse(from);
        Instant last = Times.parse(to);
        if (last.isBefore(first)) {
            throw new Failure("--to " + to + " is before --from " + from);
        }
        TocsinConfig settings = TocsinConfig.read(config);
        ReplayRequest request =
                new ReplayRequest(first.toEpochMilli(), last.toEpochMilli(), versions(settings.ruleDefaults()));
        LogAccess.Place place = new LogAccess.Place(data, new PortPlan(portBase), servers);
        try (LogAccess log = LogAccess.open(settings.kafka(), place)) {
            return replay(settings, log, request);
        } catch (UnreadableLogException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        } catch (KafkaException e) {
            throw new Failure("the log cannot be read: " + e.getMessage(), e);
        }
    }

    private int replay(TocsinConfig settings, LogAccess log, ReplayRequest request) {
        Topics topics = new Topics(log.kafka(), WireFormat.of(log.kafka()));
        long began = System.nanoTime();
        ReplayResult result = new Replay(log.kafka(), topics, settings.processor()).run(request);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        new ReplayReport(output.out()).print(result, log.description(), took);
        return switch (result.verdict()) {
            case Verdict.Equal _ -> EQUAL;
            case Verdict.Different _ -> DIFFERENT;
            case Verdict.NotComparable _ -> NOT_COMPARABLE;
        };
    }

    private Optional<List<RuleGroupVersion>> versions(RuleControl.Defaults defaults) {
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        Problems problems = new Problems();
        RuleFileSet set = new RuleFileSet(problems);
        rules.forEach(file -> set.add(file.toString(), TextFiles.read(file)));
        problems.throwIfAny();
        List<RuleGroupVersion> versions = new ArrayList<>();
        for (Path file : rules) {
            try {
                versions.addAll(RuleControl.versions(defaults, namespace, file.toString(), TextFiles.read(file)));
            } catch (PromqlException e) {
                throw new Failure(file + ": " + e.getMessage(), e);
            }
        }
        return Optional.of(versions);
    }
}
