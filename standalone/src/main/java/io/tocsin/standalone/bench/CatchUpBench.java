package io.tocsin.standalone.bench;

import io.tocsin.standalone.cli.Numbers;
import io.tocsin.standalone.cli.Output;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bench catchup}. */
@Command(
        mixinStandardHelpOptions = true,
        description = "How fast a stream-processor evaluates what it has missed: every instant, in order.")
final class CatchUpBench implements Callable<Integer> {
    private final Output output;

    @Mixin
    private HistoryOptions history = new HistoryOptions();

    CatchUpBench(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = new Workspace();
                PreparedLog log = history.prepare(workspace)) {
            long began = System.nanoTime();
            try (ProcessorProcess processor = new ProcessorProcess(workspace, log.servers(), "a", 0)) {
                processor.await("evaluating", () -> processor.isEvaluating(log.partitions()));
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                output.out().println("catch-up: " + history.described(log));
                report(new Figures(output.out()), log, took, processor);
            }
        }
        return 0;
    }

    private static void report(Figures figures, PreparedLog log, Duration took, ProcessorProcess processor) {
        double seconds = took.toNanos() / 1e9;
        figures.line("from the start to the present", Figures.seconds(took) + ", the start of the JVM included");
        figures.line("times as fast as it happened", Numbers.compact(log.span().toSeconds() / seconds));
        figures.line("samples a second", Numbers.compact(log.samples() / seconds));
        figures.line("CPU", Figures.seconds(processor.cpu()) + " (the broker is another process)");
        figures.line("memory", processor.memory());
    }
}
