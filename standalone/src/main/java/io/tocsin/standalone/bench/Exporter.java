package io.tocsin.standalone.bench;

import io.tocsin.schemas.frame.FrameLayout;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One source of five hundred series, of the kinds that common exporters have: two hundred counters, two hundred buckets
 * of twenty histograms, a hundred gauges.
 */
final class Exporter {
    static final int SERIES = 500;
    static final int COUNTERS = 50;
    static final int CODES = 4;
    static final int HISTOGRAMS = 20;
    private static final int BUCKETS = 10;
    private static final int GAUGES = 100;
    private static final int JOBS = 10;

    private final FrameLayout layout;
    private final SplittableRandom random;
    private final double[] values = new double[SERIES];

    Exporter(int number) {
        this.layout = FrameLayout.of(series("job-" + number % JOBS, "host-" + number));
        this.random = new SplittableRandom(number);
    }

    static List<Exporter> make(int series) {
        List<Exporter> exporters = new ArrayList<>();
        for (int number = 0; number < Math.max(1, series / SERIES); number++) {
            exporters.add(new Exporter(number));
        }
        return exporters;
    }

    private static List<Labels> series(String job, String instance) {
        List<Labels> series = new ArrayList<>();
        Labels source = Labels.of("instance", instance, "job", job);
        for (int counter = 0; counter < COUNTERS; counter++) {
            for (int code = 0; code < CODES; code++) {
                series.add(source.with("__name__", "bench_requests_" + counter + "_total")
                        .with("code", code + "00"));
            }
        }
        for (int histogram = 0; histogram < HISTOGRAMS; histogram++) {
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                String le = bucket == BUCKETS - 1 ? "+Inf" : Double.toString(0.005 * (1 << bucket));
                series.add(source.with("__name__", "bench_latency_" + histogram + "_bucket")
                        .with("le", le));
            }
        }
        for (int gauge = 0; gauge < GAUGES; gauge++) {
            series.add(source.with("__name__", "bench_gauge_" + gauge));
        }
        return series;
    }

    FrameLayout layout() {
        return layout;
    }

    String key() {
        return layout.recordKey().orElseThrow();
    }

    /** The next values of all series, in an array of their own. */
    double[] next() {
        int counters = COUNTERS * CODES;
        for (int i = 0; i < counters; i++) {
            values[i] += random.nextInt(50);
        }
        for (int histogram = 0; histogram < HISTOGRAMS; histogram++) {
            double more = 0;
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                more += random.nextInt(10);
                values[counters + histogram * BUCKETS + bucket] += more;
            }
        }
        for (int i = counters + HISTOGRAMS * BUCKETS; i < SERIES; i++) {
            values[i] = Math.rint((values[i] + random.nextDouble() - 0.5) * 1000) / 1000;
        }
        return values.clone();
    }
}
