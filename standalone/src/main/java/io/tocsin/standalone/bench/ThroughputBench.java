package io.tocsin.standalone.bench;

import io.tocsin.schemas.config.Durations;
import io.tocsin.standalone.cli.Failure;
import io.tocsin.standalone.cli.Numbers;
import io.tocsin.standalone.cli.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench throughput}. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "What samples cost, from the producer to the series store.",
            "Without --rules: as fast as they go in. With --rules: paced, and evaluated every 15 seconds."
        })
final class ThroughputBench implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private enum Form {
        frames,
        remote_write
    }

    private final Output output;
    private final InstantSource clock = WallClock.SYSTEM;

    @Option(names = "--form", paramLabel = "FORM", defaultValue = "frames", description = "${COMPLETION-CANDIDATES}")
    private Form form = Form.frames;

    @Option(names = "--series", paramLabel = "N", defaultValue = "50000", description = "Default: ${DEFAULT-VALUE}.")
    private int series = 50_000;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "20000000",
            description = "Where nothing paces them (default: ${DEFAULT-VALUE}).")
    private long samples = 20_000_000;

    @Option(names = "--rules", paramLabel = "N", defaultValue = "0", description = "As 1000; half of them rates.")
    private int rules = 0;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Samples a second, with --rules (default: ${DEFAULT-VALUE}).")
    private int rate = 10_000;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            defaultValue = "2m",
            description = "How long, with --rules (default: ${DEFAULT-VALUE}).")
    private String time = "2m";

    ThroughputBench(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = new Workspace()) {
            workspace.write("rules.yml", RuleLoad.of(rules));
            Path config = workspace.write("tocsin.yml", configFile(rules > 0 ? "[rules.yml]" : "[]"));
            try (Product product = Product.start(workspace, config, rules);
                    Sending sending = sending(product)) {
                if (rules > 0) {
                    paced(product, sending);
                } else {
                    flooded(product, sending);
                }
            }
        }
        return 0;
    }

    private void flooded(Product product, Sending sending) {
        List<Exporter> exporters = Exporter.make(series);
        long perRound = (long) exporters.size() * Exporter.SERIES;
        // What is loaded and compiled first is not what is measured.
        send(sending, exporters, Math.max(1, samples / perRound / 10), product);
        double stored = stored(product);
        Meter meter = new Meter(product);
        long rounds = Math.max(1, samples / perRound);
        send(sending, exporters, rounds, product);
        Meter.Reading reading = meter.read();
        Figures figures = new Figures(output.out());
        long count = rounds * perRound;
        output.out()
                .println("throughput: " + Numbers.compact((double) count) + " samples of " + perRound + " series as "
                        + form.name().replace('_', ' ') + ", no rules, until they are in the store");
        figures.line("taken in", Numbers.compact(stored(product) - stored) + " samples");
        figures.line("samples a second", Numbers.compact(count / reading.seconds()));
        double aim = form == Form.frames ? 1_500_000 : 450_000;
        figures.line("samples a CPU-second, all in all", Figures.atLeast(count / reading.cpuSeconds(), aim));
        figures.line("of it the product alone", Numbers.compact(count / reading.productCpuSeconds()));
        figures.line("cores", String.format(Locale.ROOT, "%.2f", reading.cpuSeconds() / reading.seconds()));
        figures.line("memory of the product", product.memory());
    }

    private void send(Sending sending, List<Exporter> exporters, long rounds, Product product) {
        double before = stored(product);
        for (long round = 0; round < rounds; round++) {
            for (Exporter exporter : exporters) {
                sending.send(exporter, clock.millis());
            }
        }
        sending.flush();
        long count = rounds * exporters.size() * Exporter.SERIES;
        Duration _ = Waiting.until(PATIENCE, () -> stored(product) - before >= count)
                .orElseThrow(() -> new Failure("only " + (stored(product) - before) + " of " + count
                        + " samples are in the store after " + PATIENCE));
    }

    private static double stored(Product product) {
        return product.processorMetric("tocsin_accepted_samples_total");
    }

    private void paced(Product product, Sending sending) {
        List<Exporter> exporters = Exporter.make(series);
        Duration span = Durations.parse(time);
        long between = 1_000_000_000L * Exporter.SERIES / rate;
        pace(sending, exporters, Duration.ofSeconds(60), between);
        double before = stored(product);
        Meter meter = new Meter(product);
        long count = pace(sending, exporters, span, between);
        Meter.Reading reading = meter.read();
        Figures figures = new Figures(output.out());
        output.out()
                .println("throughput: " + rate + " samples a second of " + series + " series as "
                        + form.name().replace('_', ' ') + ", " + rules + " rules every 15 s, for "
                        + Durations.format(span));
        figures.line(
                "samples",
                Numbers.compact((double) count) + ", of which " + Numbers.compact(stored(product) - before)
                        + " are in the store");
        figures.line("cores, all in all", Figures.atMost(reading.cpuSeconds() / reading.seconds(), 0.3, "of a core"));
        figures.line(
                "of it the product alone",
                String.format(Locale.ROOT, "%.3f", reading.productCpuSeconds() / reading.seconds()));
        figures.line("watermark", product.processorMetric("tocsin_watermark_lag_seconds") + " s behind");
        figures.line("memory of the product", product.memory());
    }

    /** One exporter after the other, evenly, for as long. */
    private long pace(Sending sending, List<Exporter> exporters, Duration span, long nanosBetween) {
        long begin = System.nanoTime();
        long sent = 0;
        while (System.nanoTime() - begin < span.toNanos()) {
            sending.send(exporters.get((int) (sent % exporters.size())), clock.millis());
            sent++;
            long next = begin + sent * nanosBetween;
            Waiting.pause(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
        }
        return sent * Exporter.SERIES;
    }

    private Sending sending(Product product) {
        return form == Form.frames ? new FrameSending(product) : new RemoteWriteSending(product);
    }

    private static String configFile(String value) {
        return """
            rule_files: %s
            collector:
              host_metrics: {enabled: false}
              self_metrics: {enabled: false}
            """.formatted(value);
    }
}
