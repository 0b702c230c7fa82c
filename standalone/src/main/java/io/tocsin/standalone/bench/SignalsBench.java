package io.tocsin.standalone.bench;

import io.tocsin.schemas.config.Durations;
import io.tocsin.standalone.cli.Failure;
import io.tocsin.standalone.cli.Numbers;
import io.tocsin.standalone.cli.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench signals}. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Whether so many migrations a second pass through signals without lag, and what they cost.",
            "Each is three events: started, path selected, and a second later completed or failed. Their counts have"
                    + " to be exact."
        })
final class SignalsBench implements Callable<Integer> {
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double BEHIND = 1.5;

    private static final String RULES = """
        groups:
          - name: signals
            interval: 1s
            rules:
              - alert: Failures
                expr: >-
                  sum(sum_over_time(migrations_failed_count[15m]))
                  / (sum(sum_over_time(migrations_failed_count[15m]))
                  + sum(sum_over_time(migrations_completed_count[15m]))) > 0.2
              - alert: Stuck
                expr: sum(migrations_stuck_count) > 0
        """;

    private static final String FINISHED =
            "sum(sum_over_time(migrations_completed_count[6h])) + sum(sum_over_time(migrations_failed_count[6h]))";

    private final Output output;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Migrations a second (default: ${DEFAULT-VALUE}).")
    private int rate = 10_000;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            defaultValue = "1m",
            description = "How long, after 30 s in which what is needed gets compiled (default: ${DEFAULT-VALUE}).")
    private String time = "1m";

    SignalsBench(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = new Workspace()) {
            workspace.write("rules.yml", RULES);
            Path config = workspace.write("tocsin.yml", """
                rule_files: [rules.yml]
                collector:
                  host_metrics: {enabled: false}
                  self_metrics: {enabled: false}
                """);
            try (Product product = Product.start(workspace, config, 2);
                    MigrationSending sending = new MigrationSending(product, rate)) {
                measure(product, sending);
            }
        }
        return 0;
    }

    private void measure(Product product, MigrationSending sending) {
        pace(product, sending, WARM_UP);
        Meter meter = new Meter(product);
        List<Double> behind = pace(product, sending, Durations.parse(time));
        Meter.Reading reading = meter.read();
        sending.finish(WallClock.SYSTEM.millis());
        long sent = sending.finished();
        Duration _ = Waiting.until(PATIENCE, () -> product.query(FINISHED) >= sent)
                .orElseThrow(() -> new Failure(product.query(FINISHED) + " of " + sent + " migrations were counted"));
        double counted = product.query(FINISHED);
        Figures figures = new Figures(output.out());
        output.out()
                .println("signals: " + rate + " migrations a second, " + MigrationSending.EVENTS + " events each, for "
                        + time);
        figures.line("sent", Numbers.compact((double) sent) + " migrations, " + sending.slowest() + " at the latest");
        figures.line("counted", String.format(Locale.ROOT, "%.0f, %s", counted, counted == sent ? "exactly" : "WRONG"));
        figures.line("watermark behind", Figures.percentiles(behind));
        figures.line(
                "seconds of it more than " + BEHIND + " s",
                Long.toString(behind.stream().filter(lag -> lag > BEHIND).count()));
        figures.line("cores, all in all", Figures.atMost(reading.cpuSeconds() / reading.seconds(), 2, "cores"));
        figures.line(
                "of it the product alone",
                String.format(Locale.ROOT, "%.3f", reading.productCpuSeconds() / reading.seconds()));
        figures.line("memory of the product", product.memory());
    }

    /** Returns how far the product was behind, second by second. */
    private List<Double> pace(Product product, MigrationSending sending, Duration span) {
        List<Double> behind = new ArrayList<>();
        long begin = System.nanoTime();
        int step = Math.max(1, rate / 100);
        long steps = span.toMillis() * rate / 1_000 / step;
        for (long sent = 0; sent < steps; sent++) {
            sending.send(step, WallClock.SYSTEM.millis());
            long next = begin + (sent + 1) * 1_000_000_000L * step / rate;
            sending.late(System.nanoTime() - next);
            Waiting.pause(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
            if ((sent + 1) * step % rate < step) {
                behind.add(product.processorMetric("tocsin_watermark_lag_seconds"));
            }
        }
        return behind;
    }
}
