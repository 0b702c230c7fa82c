package io.tocsin.standalone.bench;

import io.tocsin.standalone.cli.Failure;
import io.tocsin.standalone.cli.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench load}. */
@Command(
        mixinStandardHelpOptions = true,
        description =
                "Loads every core until HighCPUUsage fires, then stops until it resolves: a webhook is told of both.")
final class LoadBench implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final Output output;
    private final LongAdder work = new LongAdder();

    @Option(names = "--for", paramLabel = "TIME", defaultValue = "1m", description = "Default: ${DEFAULT-VALUE}.")
    private String hold = "1m";

    LoadBench(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        Figures figures = new Figures(output.out());
        try (Workspace workspace = new Workspace();
                WebhookInbox inbox = new WebhookInbox()) {
            workspace.write("rules.yml", rulesFile(hold));
            Path config = workspace.write("tocsin.yml", configFile(inbox.url()));
            try (Product _ = Product.start(workspace, config, 1)) {
                output.out().println("load: HighCPUUsage with for: " + hold + " under a real load on every core");
                figures.line("fired after", Figures.seconds(loadUntilTold(inbox)) + " of load");
                figures.line("resolved after", Figures.seconds(awaitTold(inbox, "resolved")) + " without");
                // Nothing more may come.
                Waiting.pause(Duration.ofSeconds(15));
                figures.line("messages", "firing " + count(inbox, "firing") + ", resolved " + count(inbox, "resolved"));
            }
            return count(inbox, "firing") == 1 && count(inbox, "resolved") == 1 ? 0 : 1;
        }
    }

    private Duration loadUntilTold(WebhookInbox inbox) {
        AtomicBoolean over = new AtomicBoolean();
        for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
            Thread.ofPlatform().daemon().start(() -> {
                while (!over.get()) {
                    work.increment();
                }
            });
        }
        try {
            return awaitTold(inbox, "firing");
        } finally {
            over.set(true);
        }
    }

    private static Duration awaitTold(WebhookInbox inbox, String status) {
        return Waiting.until(PATIENCE, () -> count(inbox, status) > 0)
                .orElseThrow(() -> new Failure("the webhook was not told of \"" + status + "\" within " + PATIENCE));
    }

    private static long count(WebhookInbox inbox, String status) {
        return inbox.arrivals().stream()
                .filter(arrival -> arrival.alert().equals("HighCPUUsage"))
                .filter(arrival -> arrival.status().equals(status))
                .count();
    }

    private static String rulesFile(String value) {
        return """
            groups:
              - name: host
                interval: 5s
                rules:
                  - alert: HighCPUUsage
                    expr: 100 - (avg by (instance) (irate(node_cpu_seconds_total{mode="idle"}[5m])) * 100) > 80
                    for: %s
                    labels: {severity: warning}
                    annotations: {summary: 'CPU usage of {{ $labels.instance }} is {{ $value | humanize }} %%'}
            """.formatted(value);
    }

    private static String configFile(String value) {
        return """
            rule_files: [rules.yml]
            notifier:
              route: {receiver: bench, group_by: [alertname], group_wait: 0s, group_interval: 1s}
              receivers:
                - name: bench
                  webhook_configs:
                    - url: %s
            """.formatted(value);
    }
}
