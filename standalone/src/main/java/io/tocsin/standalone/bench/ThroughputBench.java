package io.tocsin.standalone.bench;

import io.tocsin.collector.CollectorConfig;
import io.tocsin.collector.publish.KafkaFramePublisher;
import io.tocsin.schemas.config.Durations;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.standalone.cli.Failure;
import io.tocsin.standalone.cli.Numbers;
import io.tocsin.standalone.cli.Output;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
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
    private static final int FRAMES_UNDER_WAY = 2_000;

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
        Meter meter = new Meter(product);
        long count = pace(sending, exporters, span, between);
        Meter.Reading reading = meter.read();
        Figures figures = new Figures(output.out());
        output.out()
                .println("throughput: " + rate + " samples a second of " + series + " series as "
                        + form.name().replace('_', ' ') + ", " + rules + " rules every 15 s, for "
                        + Durations.format(span));
        figures.line("samples", Numbers.compact((double) count));
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
        return form == Form.frames ? new Frames(product) : new RemoteWrites(product);
    }

    /** One way in. */
    private interface Sending extends AutoCloseable {
        void send(Exporter exporter, long at);

        void flush();

        @Override
        void close();
    }

    /** Straight into the log, as a producer with our library does. */
    private static final class Frames implements Sending {
        private final KafkaFramePublisher publisher;
        private final FrameCodec codec;
        private final Semaphore underWay = new Semaphore(FRAMES_UNDER_WAY);

        Frames(Product product) {
            KafkaConfig kafka = KafkaConfig.local(product.bootstrapServers());
            WireFormat wire = WireFormat.of(kafka);
            Topics topics = new Topics(kafka, wire);
            Problems problems = new Problems();
            CollectorConfig config =
                    CollectorConfig.read(YamlNode.parse("bench", "buffer: {linger: 100ms}", problems), problems);
            problems.throwIfAny();
            this.publisher = KafkaFramePublisher.open(
                    kafka, config.publisher(), topics.metrics().name());
            this.codec = new FrameCodec(wire, topics.metrics().name());
        }

        @Override
        public void send(Exporter exporter, long at) {
            underWay.acquireUninterruptibly();
            byte[] frame = codec.encode(new MetricFrame(at, exporter.layout(), exporter.next()));
            CompletableFuture<Void> _ = publisher
                    .publish(exporter.key().getBytes(StandardCharsets.UTF_8), at, frame)
                    .whenComplete((_, _) -> underWay.release());
        }

        @Override
        public void flush() {
            underWay.acquireUninterruptibly(FRAMES_UNDER_WAY);
            underWay.release(FRAMES_UNDER_WAY);
        }

        @Override
        public void close() {
            publisher.close();
        }
    }

    /** As Prometheus does: requests of two thousand samples. */
    private static final class RemoteWrites implements Sending {
        private static final int EXPORTERS_A_REQUEST = 4;

        private final Product product;
        private final Http http = new Http();
        private final Map<List<Exporter>, WriteRequest> requests = new HashMap<>();
        private final List<Exporter> batch = new ArrayList<>();
        private final Semaphore underWay = new Semaphore(8);

        RemoteWrites(Product product) {
            this.product = product;
        }

        @Override
        public void send(Exporter exporter, long at) {
            batch.add(exporter);
            if (batch.size() == EXPORTERS_A_REQUEST) {
                post(at);
            }
        }

        private void post(long at) {
            WriteRequest request = requests.computeIfAbsent(
                    List.copyOf(batch),
                    of -> new WriteRequest(of.stream()
                            .flatMap(each -> each.layout().labels().stream())
                            .toList()));
            double[] values = new double[batch.size() * Exporter.SERIES];
            for (int i = 0; i < batch.size(); i++) {
                System.arraycopy(batch.get(i).next(), 0, values, i * Exporter.SERIES, Exporter.SERIES);
            }
            batch.clear();
            underWay.acquireUninterruptibly();
            Thread.startVirtualThread(() -> {
                try {
                    http.write(product.remoteWriteUrl(), request.at(at, values));
                } finally {
                    underWay.release();
                }
            });
        }

        @Override
        public void flush() {
            if (!batch.isEmpty()) {
                post(WallClock.SYSTEM.millis());
            }
            underWay.acquireUninterruptibly(8);
            underWay.release(8);
        }

        @Override
        public void close() {}
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
