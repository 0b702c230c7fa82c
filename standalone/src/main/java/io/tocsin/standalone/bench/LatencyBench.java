package io.tocsin.standalone.bench;

import io.tocsin.schemas.config.Durations;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.standalone.cli.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench latency}. */
@Command(
        mixinStandardHelpOptions = true,
        description =
                "From a sample that crosses a threshold, at the remote-write intake, to the webhook being called.")
final class LatencyBench implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Output output;
    private final Random random = new Random(1);
    private final InstantSource clock = WallClock.SYSTEM;

    @Option(names = "--trials", paramLabel = "N", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.")
    private int trials = 200;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "1s",
            description = "Of the rule's group (default: ${DEFAULT-VALUE}).")
    private String interval = "1s";

    LatencyBench(Output output) {
        this.output = output;
    }

    /** When a trial's sample was sent. */
    private record Sent(long nanos, Instant at) {}

    @Override
    public Integer call() {
        Duration every = Durations.parse(interval);
        try (Workspace workspace = new Workspace();
                WebhookInbox inbox = new WebhookInbox()) {
            workspace.write("rules.yml", rulesFile(interval));
            Path config = workspace.write("tocsin.yml", configFile(inbox.url()));
            try (Product product = Product.start(workspace, config, 1)) {
                // The first alerts pay for what is loaded and compiled.
                run(product, inbox, "warm-up ", Math.min(20, trials), every);
                report(run(product, inbox, "", trials, every), inbox, every);
            }
        }
        return 0;
    }

    private Map<String, Sent> run(Product product, WebhookInbox inbox, String prefix, int count, Duration every) {
        Http http = new Http();
        Map<String, Sent> sent = new HashMap<>();
        for (int trial = 0; trial < count; trial++) {
            Waiting.pause(Duration.ofNanos((long) (random.nextDouble() * 2 * every.toNanos())));
            String name = prefix + trial;
            Labels labels = Labels.of("__name__", "bench_temperature", "job", "bench", "instance", "a", "trial", name);
            Sent now = new Sent(System.nanoTime(), clock.instant());
            byte[] request = new WriteRequest(List.of(labels)).at(now.at().toEpochMilli(), new double[] {101});
            http.write(product.remoteWriteUrl(), request);
            sent.put(name, now);
        }
        Waiting.until(
                PATIENCE,
                () -> inbox.arrivals().stream()
                                .filter(arrival -> sent.containsKey(arrival.trial()))
                                .count()
                        >= count);
        return sent;
    }

    private void report(Map<String, Sent> sent, WebhookInbox inbox, Duration every) {
        List<Double> whole = new ArrayList<>();
        List<Double> waiting = new ArrayList<>();
        List<Double> telling = new ArrayList<>();
        Map<String, Integer> times = new HashMap<>();
        for (WebhookInbox.Arrival arrival : inbox.arrivals()) {
            Sent trial = sent.get(arrival.trial());
            if (trial != null && times.merge(arrival.trial(), 1, Integer::sum) == 1) {
                double all = (arrival.nanos() - trial.nanos()) / 1e9;
                double wait = Duration.between(trial.at(), arrival.startsAt()).toNanos() / 1e9;
                whole.add(all);
                waiting.add(wait);
                telling.add(all - wait);
            }
        }
        Figures figures = new Figures(output.out());
        output.out().println("latency: remote write → webhook, interval " + Durations.format(every) + ", for: 0s");
        figures.line(
                "trials",
                sent.size() + ", " + (sent.size() - times.size()) + " never arrived, "
                        + times.values().stream().filter(count -> count > 1).count() + " arrived twice");
        figures.line("whole", Figures.percentiles(whole));
        boolean slow = every.compareTo(Duration.ofSeconds(1)) >= 0;
        figures.line("p50", Figures.atMost(Figures.percentile(whole, 50), slow ? 0.9 : 0.55, "s"));
        figures.line("p99", Figures.atMost(Figures.percentile(whole, 99), slow ? 1.5 : 0.9, "s"));
        figures.line("sample → its first instant", Figures.percentiles(waiting));
        figures.line("instant → webhook", Figures.percentiles(telling) + " (0.25 s of it lateness)");
    }

    private static String rulesFile(String value) {
        return """
            groups:
              - name: bench
                interval: %s
                rules:
                  - alert: Crossed
                    expr: bench_temperature > 100
            """.formatted(value);
    }

    private static String configFile(String value) {
        return """
            rule_files: [rules.yml]
            notifier:
              route:
                receiver: bench
                group_by: [trial]
                group_wait: 0s
              receivers:
                - name: bench
                  webhook_configs:
                    - url: %s
                      send_resolved: false
            """.formatted(value);
    }
}
