package io.tocsin.standalone.bench;

import io.tocsin.standalone.cli.Output;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench recovery}. */
@Command(
        mixinStandardHelpOptions = true,
        description = "From a hard kill to evaluating again, with nothing but the log, and with a standby;"
                + " and what is written besides the samples.")
final class RecoveryBench implements Callable<Integer> {
    private static final Duration LIVE = Duration.ofSeconds(10);

    private final Output output;

    @Mixin
    private HistoryOptions history = new HistoryOptions();

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long the standby is given to follow (default: ${DEFAULT-VALUE}).")
    private int settle = 60;

    RecoveryBench(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        Figures figures = new Figures(output.out());
        try (Workspace workspace = new Workspace();
                PreparedLog log = history.prepare(workspace)) {
            output.out().println("recovery: " + history.described(log));
            alone(figures, workspace, log);
            withStandby(figures, workspace, log);
            written(figures, log);
        }
        return 0;
    }

    private static void alone(Figures figures, Workspace workspace, PreparedLog log) {
        long killed;
        try (ProcessorProcess first = new ProcessorProcess(workspace, log.servers(), "a", 0)) {
            first.await("evaluating", () -> first.isEvaluating(log.partitions()));
            Waiting.pause(LIVE);
            killed = System.nanoTime();
            first.kill();
        }
        try (ProcessorProcess again = new ProcessorProcess(workspace, log.servers(), "a", 0)) {
            again.await("evaluating", () -> again.hasEvaluatedSince(killed, log.partitions()));
            double seconds = (System.nanoTime() - killed) / 1e9;
            figures.line("killed, started again", Figures.atMost(seconds, 30, "s"));
            figures.line("memory", again.memory());
        }
    }

    private void withStandby(Figures figures, Workspace workspace, PreparedLog log) {
        try (ProcessorProcess first = new ProcessorProcess(workspace, log.servers(), "a", 1)) {
            first.await("evaluating", () -> first.isEvaluating(log.partitions()));
            try (ProcessorProcess standby = new ProcessorProcess(workspace, log.servers(), "b", 1)) {
                standby.await(
                        "running",
                        () -> standby.health()
                                .filter(json -> json.path("state").asText().equals("RUNNING"))
                                .isPresent());
                Waiting.pause(Duration.ofSeconds(settle));
                int owned = standby.health()
                        .map(json -> json.path("partitions").asInt())
                        .orElse(0);
                long killed = System.nanoTime();
                first.kill();
                standby.await("evaluating", () -> standby.hasEvaluatedSince(killed, log.partitions()));
                double seconds = (System.nanoTime() - killed) / 1e9;
                figures.line("killed, with a standby", Figures.atMost(seconds, 10, "s"));
                figures.line("partitions it took over", (log.partitions() - owned) + " of " + log.partitions());
            }
        }
    }

    private static void written(Figures figures, PreparedLog log) {
        Map<String, Long> bytes = log.bytes();
        long source = 0;
        long other = 0;
        for (Map.Entry<String, Long> topic : bytes.entrySet()) {
            if (log.sources().contains(topic.getKey())) {
                source += topic.getValue();
            } else {
                other += topic.getValue();
            }
        }
        figures.line("bytes a sample, source topics", perSample(source, log));
        figures.line("bytes a sample, all other topics", perSample(other, log) + "  (aim 0; reports, state, outcomes)");
        bytes.forEach((topic, size) -> {
            if (!log.sources().contains(topic) && size > (1 << 20)) {
                figures.line("  " + topic, (size >> 20) + " MiB");
            }
        });
    }

    private static String perSample(long bytes, PreparedLog log) {
        return String.format(Locale.ROOT, "%.3f", (double) bytes / log.samples());
    }
}
