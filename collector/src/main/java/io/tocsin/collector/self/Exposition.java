package io.tocsin.collector.self;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DistributionDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.tocsin.collector.feed.SampleSink;

/** The data points of one metric as the text format would name them. */
record Exposition(String metric, SampleSink sink) {

    void counter(CounterSnapshot.CounterDataPointSnapshot point) {
        add("_total", point.getLabels(), point.getValue());
    }

    void gauge(GaugeSnapshot.GaugeDataPointSnapshot point) {
        add("", point.getLabels(), point.getValue());
    }

    void unknown(UnknownSnapshot.UnknownDataPointSnapshot point) {
        add("", point.getLabels(), point.getValue());
    }

    void info(InfoSnapshot.InfoDataPointSnapshot point) {
        add("_info", point.getLabels(), 1);
    }

    void states(StateSetSnapshot.StateSetDataPointSnapshot point) {
        for (int i = 0; i < point.size(); i++) {
            add("", point.getLabels().add(metric, point.getName(i)), point.isTrue(i) ? 1 : 0);
        }
    }

    void summary(SummarySnapshot.SummaryDataPointSnapshot point) {
        point.getQuantiles()
                .forEach(q -> add("", point.getLabels().add("quantile", number(q.getQuantile())), q.getValue()));
        countAndSum(point);
    }

    void histogram(HistogramSnapshot.HistogramDataPointSnapshot point) {
        if (point.hasClassicHistogramData()) {
            ClassicHistogramBuckets buckets = point.getClassicBuckets();
            long cumulative = 0;
            for (int i = 0; i < buckets.size(); i++) {
                cumulative += buckets.getCount(i);
                add("_bucket", point.getLabels().add("le", number(buckets.getUpperBound(i))), (double) cumulative);
            }
        }
        countAndSum(point);
    }

    private void countAndSum(DistributionDataPointSnapshot point) {
        if (point.hasCount()) {
            add("_count", point.getLabels(), (double) point.getCount());
        }
        if (point.hasSum()) {
            add("_sum", point.getLabels(), point.getSum());
        }
    }

    private static String number(double value) {
        return value == Double.POSITIVE_INFINITY ? "+Inf" : Double.toString(value);
    }

    private void add(String suffix, Labels labels, double value) {
        String[] pairs = new String[2 * labels.size() + 2];
        pairs[0] = io.tocsin.schemas.labels.Labels.METRIC_NAME;
        pairs[1] = metric + suffix;
        for (int i = 0; i < labels.size(); i++) {
            pairs[2 * i + 2] = labels.getPrometheusName(i);
            pairs[2 * i + 3] = labels.getValue(i);
        }
        sink.add(io.tocsin.schemas.labels.Labels.of(pairs), value);
    }
}
