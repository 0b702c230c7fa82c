package io.tocsin.collector.exposition;

import com.sun.management.ThreadMXBean;
import io.tocsin.collector.intake.RawLabels;
import io.tocsin.schemas.labels.Labels;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a scraped sample costs from the body to its series and value, as a scrape loop reads it: 2000 series that were
 * seen before. Beside it the same by a string a line, the way one would write it first. A program, not a test; a run
 * takes twelve seconds.
 */
final class ExpositionBenchmark {

    private static final int SERIES = 2000;
    private static final Duration A_ROUND = Duration.ofSeconds(1);

    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private double sum;

    @FunctionalInterface
    private interface Reader {
        void read(byte[] body) throws ExpositionException;
    }

    public static void main(String[] arguments) throws ExpositionException {
        ExpositionBenchmark benchmark = new ExpositionBenchmark();
        for (int round = 1; round <= 3; round++) {
            System.out.println("round " + round);
            double simple = benchmark.run("string a line", body(false), benchmark.strings());
            double text = benchmark.run("prometheus", body(false), benchmark.bytes(ExpositionFormat.PROMETHEUS));
            double open = benchmark.run("openmetrics", body(true), benchmark.bytes(ExpositionFormat.OPENMETRICS));
            double fresh = benchmark.run("prometheus, new series", body(false), benchmark.fresh());
            System.out.printf(
                    "  against a string a line: prometheus %.1f times, openmetrics %.1f times, new series %.1f times%n",
                    text / simple, open / simple, fresh / simple);
        }
        System.out.println(benchmark.sum);
    }

    /** @return samples per second of CPU */
    private double run(String name, byte[] body, Reader reader) throws ExpositionException {
        long bodies = 0;
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long start = threads.getCurrentThreadCpuTime();
        for (; threads.getCurrentThreadCpuTime() - start < A_ROUND.toNanos(); bodies++) {
            reader.read(body);
        }
        double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
        double samples = SERIES * bodies / seconds;
        System.out.printf(
                "  %-22s %,12.0f samples per CPU-second (%.0f ns and %.0f bytes of garbage each), %.0f MB/s%n",
                name,
                samples,
                1e9 / samples,
                (threads.getCurrentThreadAllocatedBytes() - allocated) / (double) (SERIES * bodies),
                body.length * bodies / seconds / 1e6);
        return samples;
    }

    private Reader bytes(ExpositionFormat format) {
        Map<RawLabels, Labels> known = new HashMap<>();
        RawLabels probe = RawLabels.probe();
        return body -> format.parse(body, body.length, (series, value, timestamp) -> {
            probe.pointTo(series.bytes(), series.from(), series.to());
            Labels labels = known.get(probe);
            if (labels == null) {
                labels = series.labels();
                known.put(probe.lasting(), labels);
            }
            sum += value + labels.size();
        });
    }

    private Reader fresh() {
        return body -> ExpositionFormat.PROMETHEUS.parse(
                body,
                body.length,
                (series, value, timestamp) -> sum += value + series.labels().size());
    }

    private Reader strings() {
        Map<String, Labels> known = new HashMap<>();
        return body -> {
            for (String line : new String(body, StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    int space = line.lastIndexOf(' ');
                    Labels labels = known.computeIfAbsent(line.substring(0, space), ExpositionBenchmark::labels);
                    sum += Double.parseDouble(line.substring(space + 1)) + labels.size();
                }
            }
        };
    }

    private static Labels labels(String series) {
        int brace = series.indexOf('{');
        Map<String, String> labels = new TreeMap<>(Map.of(Labels.METRIC_NAME, series.substring(0, brace)));
        for (String label : series.substring(brace + 1, series.length() - 1).split(",", -1)) {
            int equal = label.indexOf('=');
            labels.put(label.substring(0, equal), label.substring(equal + 2, label.length() - 1));
        }
        return Labels.of(labels);
    }

    private static byte[] body(boolean openMetrics) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < SERIES; i++) {
            int family = i / 20;
            if (i % 20 == 0) {
                out.append("# HELP http_requests_").append(family).append("_total Requests that were answered.\n");
                out.append("# TYPE http_requests_").append(family).append("_total counter\n");
            }
            out.append("http_requests_").append(family).append("_total{code=\"200\",handler=\"/api/v1/things/");
            out.append(i % 20)
                    .append("\",method=\"GET\",region=\"eu-west-1\"} ")
                    .append(value(i))
                    .append('\n');
        }
        return out.append(openMetrics ? "# EOF\n" : "").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Half of them integers, a quarter short fractions, a quarter with all the digits a double has. */
    private static String value(int i) {
        return i % 2 == 0 ? String.valueOf(i * 977L) : i % 4 == 1 ? i + ".25" : String.valueOf(Math.sqrt(i));
    }
}
