package io.tocsin.streamprocessor.series.bench;

import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.labels.Matcher;
import io.tocsin.streamprocessor.series.SeriesLimits;
import io.tocsin.streamprocessor.series.SeriesStatistics;
import io.tocsin.streamprocessor.series.SeriesStore;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;

/**
 * Prints what appending, holding and reading costs. Arguments: sources of 500 series (100), hours (6), seconds between
 * scrapes (15). CPU time is that of the one thread that does it; the garbage collector's is not in it.
 */
public final class SeriesBenchmark {

    private static final long START = 1_700_000_000_000L;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Exporters exporters;
    private final SeriesStore store = new SeriesStore(SeriesLimits.defaults());
    private final long intervalMillis;
    private long now = START;
    private double sum;

    private SeriesBenchmark(int sources, long intervalMillis) {
        this.exporters = new Exporters(sources);
        this.intervalMillis = intervalMillis;
    }

    public static void main(String[] arguments) {
        int sources = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int hours = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 15;
        new SeriesBenchmark(sources, 1000L * seconds).run(hours);
    }

    private void run(int hours) {
        append(hours * 3_600_000L / intervalMillis);
        memory();
        Selector one = new Selector(List.of(Matcher.equal(Labels.METRIC_NAME, "metric_1")));
        Selector all = new Selector(List.of());
        for (int repeat = 0; repeat < 3; repeat++) {
            read("one metric, 5 m", one, 300_000);
            read("all, 5 m", all, 300_000);
            read("all, 1 h", all, 3_600_000);
        }
        System.out.println("checksum " + sum);
    }

    private void append(long scrapes) {
        long cpu = 0;
        long samples = 0;
        long slowest = 0;
        for (long scrape = 0; scrape < scrapes; scrape++, now += intervalMillis) {
            for (int source = 0; source < exporters.sources(); source++) {
                MetricFrame frame = exporters.scrape(source, now + source);
                long before = THREADS.getCurrentThreadCpuTime();
                samples += store.append("source-" + source, frame, now - 250).accepted();
                long took = THREADS.getCurrentThreadCpuTime() - before;
                cpu += took;
                slowest = scrape < 200 ? 0 : Math.max(slowest, took);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "append: %.1f M samples, %.1f ns CPU a sample, slowest frame %.1f ms%n",
                samples / 1e6,
                (double) cpu / samples,
                slowest / 1e6);
    }

    private void memory() {
        System.gc();
        SeriesStatistics statistics = store.statistics();
        Runtime runtime = Runtime.getRuntime();
        double heap = runtime.totalMemory() - runtime.freeMemory();
        System.out.printf(Locale.ROOT, "%s%n", statistics);
        System.out.printf(
                Locale.ROOT,
                "heap %.0f MB with the exporters, blocks %.2f bytes a sample%n",
                heap / 1e6,
                (double) statistics.bytes() / statistics.samples());
    }

    private void read(String what, Selector selector, long spanMillis) {
        SeriesSource source = store.at(now);
        long[] counts = new long[2];
        long before = THREADS.getCurrentThreadCpuTime();
        source.select(selector, now - spanMillis, now, (labels, samples) -> {
            counts[0]++;
            counts[1] += samples.size();
            sum += samples.value(samples.size() - 1);
        });
        double took = THREADS.getCurrentThreadCpuTime() - before;
        System.out.printf(
                Locale.ROOT,
                "read %-16s %6d series, %5.2f ms, %5.0f ns a series, %.1f ns a sample%n",
                what,
                counts[0],
                took / 1e6,
                took / counts[0],
                took / counts[1]);
    }
}
