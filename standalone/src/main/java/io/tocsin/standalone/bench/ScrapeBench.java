package io.tocsin.standalone.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.standalone.cli.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench scrape}. */
@Command(
        mixinStandardHelpOptions = true,
        description =
                "What scraping costs: many targets, each with a hundred series, every five seconds. One target in a"
                        + " hundred hangs.")
final class ScrapeBench implements Callable<Integer> {
    private static final int SERIES = 100;
    private static final int HANGING = 100;
    private static final Duration SETTLING = Duration.ofMinutes(2);
    private static final Duration SPAN = Duration.ofMinutes(1);

    private final Output output;

    @Option(names = "--targets", paramLabel = "N", defaultValue = "500", description = "Default: ${DEFAULT-VALUE}.")
    private int targets = 500;

    ScrapeBench(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        Figures figures = new Figures(output.out());
        try (Workspace workspace = new Workspace();
                Targets shown = new Targets()) {
            try (Product product = Product.start(workspace, configuration(workspace, shown.port()), 0)) {
                Waiting.pause(SETTLING);
                long before = shown.answered();
                Meter meter = new Meter(product);
                Waiting.pause(SPAN);
                Meter.Reading used = meter.read();
                output.out().println("scrape: " + targets + " targets of " + SERIES + " series, every 5 s");
                double cores = used.productCpuSeconds() / used.seconds();
                figures.line("of one core, everything together", Figures.atMost(cores, 0.15, ""));
                double rate = (shown.answered() - before) / used.seconds();
                int good = targets - targets / HANGING;
                figures.line("scrapes answered a second", String.format(Locale.ROOT, "%.1f of %.1f", rate, good / 5.0));
                figures.line("memory", product.memory());
            }
        }
        return 0;
    }

    private Path configuration(Workspace workspace, int port) {
        StringBuilder files = new StringBuilder("[\n");
        for (int i = 0; i < targets; i++) {
            String path = i % HANGING == HANGING - 1 ? "/hangs/" : "/metrics/";
            files.append(i == 0 ? "" : ",\n")
                    .append("{\"targets\": [\"127.0.0.1:")
                    .append(port)
                    .append("\"], \"labels\": {\"instance\": \"target-")
                    .append(i)
                    .append("\", \"__metrics_path__\": \"")
                    .append(path)
                    .append(i)
                    .append("\"}}");
        }
        workspace.write("targets.json", files.append("\n]\n").toString());
        return workspace.write("tocsin.yml", """
            collector:
              host_metrics: {enabled: false}
              self_metrics: {enabled: false}
              scrape:
                scrape_configs:
                  - job_name: bench
                    scrape_interval: 5s
                    scrape_timeout: 4s
                    file_sd_configs: [{files: [targets.json]}]
            """);
    }

    /** All targets, on one port. */
    private static final class Targets implements AutoCloseable {
        private final HttpServer server;
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final AtomicLong answered = new AtomicLong();

        Targets() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.setExecutor(threads);
            server.createContext("/metrics/", this::answer);
            server.createContext("/hangs/", exchange -> Waiting.pause(Duration.ofMinutes(10)));
            server.start();
        }

        private void answer(HttpExchange exchange) throws IOException {
            long n = answered.incrementAndGet();
            StringBuilder body = new StringBuilder("# TYPE bench_requests_total counter\n");
            for (int i = 0; i < SERIES; i++) {
                body.append("bench_requests_total{code=\"200\",route=\"/api/v1/orders/")
                        .append(i)
                        .append("\"} ")
                        .append(n * 7 + i)
                        .append('\n');
            }
            byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }

        int port() {
            return server.getAddress().getPort();
        }

        long answered() {
            return answered.get();
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
