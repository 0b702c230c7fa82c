package io.tocsin.client.micrometer;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One meter as the samples that a page for Prometheus would show of it.
 *
 * @param name in Prometheus, without an ending
 * @param labels the meter's tags, named for Prometheus
 */
record MeterReading(String name, Map<String, String> labels, SampleSink sink) {

    private static final double NANOS_A_SECOND = 1e9;

    void read(Meter meter) {
        meter.use(
                this::gauge,
                counter -> add("_total", counter.count()),
                timer -> distribution(timer.takeSnapshot(), NANOS_A_SECOND),
                summary -> distribution(summary.takeSnapshot(), 1),
                this::longTasks,
                this::gauge,
                counter -> add("_total", counter.count()),
                this::functionTimer,
                this::measurements);
    }

    private void gauge(Gauge gauge) {
        if (gauge.getId().getName().endsWith(".info")) {
            add("_info", 1);
        } else {
            add("", gauge.value());
        }
    }

    private void functionTimer(FunctionTimer timer) {
        add("_count", (double) (long) timer.count());
        add("_sum", timer.totalTime(TimeUnit.SECONDS));
    }

    /** @param unit what is shown as 1: a second in nanoseconds, or 1 */
    private void distribution(HistogramSnapshot snapshot, double unit) {
        double count = (double) snapshot.count();
        if (snapshot.histogramCounts().length > 0) {
            count = buckets(snapshot, unit);
        } else {
            percentiles(snapshot, unit);
        }
        add("_count", count);
        add("_sum", snapshot.total() / unit);
        add("_max", snapshot.max() / unit);
    }

    /** What is under way now goes down as well as up: with buckets it is a gauge histogram. */
    private void longTasks(LongTaskTimer timer) {
        HistogramSnapshot snapshot = timer.takeSnapshot();
        if (snapshot.histogramCounts().length == 0) {
            distribution(snapshot, NANOS_A_SECOND);
            return;
        }
        add("_gcount", buckets(snapshot, NANOS_A_SECOND));
        add("_gsum", snapshot.total() / NANOS_A_SECOND);
        add("_max", snapshot.max() / NANOS_A_SECOND);
    }

    /**
     * Cumulative, up to infinity.
     *
     * @return the last one, which is the count
     */
    private double buckets(HistogramSnapshot snapshot, double unit) {
        double last = 0;
        boolean endless = false;
        for (CountAtBucket bucket : snapshot.histogramCounts()) {
            last = bucket.count();
            endless = Double.isInfinite(bucket.bucket());
            add("_bucket", "le", endless ? "+Inf" : Double.toString(bucket.bucket() / unit), last);
        }
        if (!endless) {
            last = Math.max(last, (double) snapshot.count());
            add("_bucket", "le", "+Inf", last);
        }
        return last;
    }

    private void percentiles(HistogramSnapshot snapshot, double unit) {
        for (ValueAtPercentile value : snapshot.percentileValues()) {
            add("", "quantile", Double.toString(value.percentile()), value.value() / unit);
        }
    }

    private void measurements(Meter meter) {
        for (Measurement measurement : meter.measure()) {
            String ending = switch (measurement.getStatistic()) {
                case TOTAL, TOTAL_TIME -> "_sum_total";
                case COUNT -> "_total";
                case MAX -> "_max";
                case VALUE, UNKNOWN -> "_value";
                case ACTIVE_TASKS -> "_active_count";
                case DURATION -> "_duration_sum";
            };
            add(ending, "statistic", measurement.getStatistic().toString(), measurement.getValue());
        }
    }

    private void add(String ending, double value) {
        sink.add(name + ending, labels, value);
    }

    private void add(String ending, String label, String labelValue, double value) {
        Map<String, String> more = new HashMap<>(labels);
        more.put(label, labelValue);
        sink.add(name + ending, more, value);
    }
}
