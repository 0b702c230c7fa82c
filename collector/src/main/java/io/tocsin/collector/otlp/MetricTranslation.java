package io.tocsin.collector.otlp;

import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint.ValueAtQuantile;
import io.tocsin.collector.intake.Reason;
import io.tocsin.schemas.labels.Labels;
import java.util.List;
import java.util.stream.DoubleStream;

/** The data points of one metric as points of series. */
record MetricTranslation(String name, PointLabels labels, KnownSeries known, Translation into) {

    static void translate(Metric metric, PointLabels labels, KnownSeries known, Translation into) {
        MetricTranslation translation = new MetricTranslation(MetricNames.of(metric), labels, known, into);
        switch (metric.getDataCase()) {
            case GAUGE -> translation.numbers(metric.getGauge().getDataPointsList(), Temporality.CUMULATIVE);
            case SUM -> {
                var sum = metric.getSum();
                Temporality temporality = Temporality.of(sum.getAggregationTemporality(), sum.getIsMonotonic());
                translation.numbers(sum.getDataPointsList(), temporality);
            }
            case HISTOGRAM -> translation.histograms(metric.getHistogram());
            case EXPONENTIAL_HISTOGRAM -> translation.exponential(metric.getExponentialHistogram());
            case SUMMARY -> metric.getSummary().getDataPointsList().forEach(translation::summary);
            case DATA_NOT_SET -> {
                // A kind of metric that is newer than this program, or none: there are no points to count.
            }
        }
    }

    private void numbers(List<NumberDataPoint> points, Temporality temporality) {
        for (NumberDataPoint point : points) {
            into.exemplars(point.getExemplarsCount());
            PointSeries series = known.number(labels.of(name, point.getAttributesList()));
            long time = point.getTimeUnixNano();
            double value = point.hasAsInt() ? (double) point.getAsInt() : point.getAsDouble();
            if (Point.isStale(point.getFlags())) {
                into.take(series, Point.stale(time, series), temporality);
            } else if (!isNumber(point) || (temporality == Temporality.DELTA && value < 0)) {
                into.refuse(Reason.MALFORMED_DATA_POINT, series.worst(), 1);
            } else {
                into.take(series, point(point.getStartTimeUnixNano(), time, value), temporality);
            }
        }
    }

    private static boolean isNumber(NumberDataPoint point) {
        return point.getValueCase() != NumberDataPoint.ValueCase.VALUE_NOT_SET;
    }

    private static Point point(long start, long time, double... values) {
        return new Point(start, time, false, values);
    }

    private void histograms(Histogram histogram) {
        Temporality temporality = Temporality.of(histogram.getAggregationTemporality(), true);
        for (HistogramDataPoint point : histogram.getDataPointsList()) {
            into.exemplars(point.getExemplarsCount());
            Labels of = labels.of(name, point.getAttributesList());
            Bounds bounds = Bounds.of(point.getExplicitBoundsList());
            if (bounds.ascend() && countsFit(point)) {
                histogram(
                        point,
                        known.of(new PointKey(of, PointKey.Kind.HISTOGRAM), counted(point, bounds)),
                        temporality);
            } else {
                into.refuse(Reason.MALFORMED_DATA_POINT, known.number(of).worst(), 1);
            }
        }
    }

    private static boolean countsFit(HistogramDataPoint point) {
        int counts = point.getBucketCountsCount();
        return counts == 0 || counts == point.getExplicitBoundsCount() + 1 || Point.isStale(point.getFlags());
    }

    /** Without counts there are no buckets; except that what ends, ends for all of them. */
    private static Bounds counted(HistogramDataPoint point, Bounds bounds) {
        return point.getBucketCountsCount() > 0 || Point.isStale(point.getFlags()) ? bounds : Bounds.NONE;
    }

    private void histogram(HistogramDataPoint point, PointSeries series, Temporality temporality) {
        boolean stale = Point.isStale(point.getFlags());
        into.take(series, stale ? Point.stale(point.getTimeUnixNano(), series) : values(point, series), temporality);
    }

    /** Each bucket counts all that are below its bound. */
    private static Point values(HistogramDataPoint point, PointSeries series) {
        int buckets = series.bounds().size();
        double[] values = new double[buckets + (point.hasSum() ? 3 : 2)];
        long below = 0;
        for (int i = 0; i < buckets; i++) {
            below += point.getBucketCounts(i);
            values[i] = unsigned(below);
        }
        values[buckets] = unsigned(point.getCount());
        values[buckets + 1] = values[buckets];
        if (point.hasSum()) {
            values[buckets + 2] = point.getSum();
        }
        return point(point.getStartTimeUnixNano(), point.getTimeUnixNano(), values);
    }

    private static double unsigned(long count) {
        return count >= 0 ? count : 2.0 * (double) (count >>> 1);
    }

    private void exponential(ExponentialHistogram histogram) {
        for (ExponentialHistogramDataPoint point : histogram.getDataPointsList()) {
            into.exemplars(point.getExemplarsCount());
            PointSeries named = known.number(labels.of(name, point.getAttributesList()));
            into.refuse(Reason.EXPONENTIAL_HISTOGRAM, named.worst(), 1);
        }
    }

    private void summary(SummaryDataPoint point) {
        List<ValueAtQuantile> quantiles = point.getQuantileValuesList();
        Bounds bounds =
                Bounds.of(quantiles.stream().map(ValueAtQuantile::getQuantile).toList());
        PointKey key = new PointKey(labels.of(name, point.getAttributesList()), PointKey.Kind.SUMMARY);
        PointSeries series = known.of(key, bounds);
        long time = point.getTimeUnixNano();
        boolean stale = Point.isStale(point.getFlags());
        Point taken = stale ? Point.stale(time, series) : point(point.getStartTimeUnixNano(), time, values(point));
        into.take(series, taken, Temporality.CUMULATIVE);
    }

    private static double[] values(SummaryDataPoint point) {
        DoubleStream quantiles = point.getQuantileValuesList().stream().mapToDouble(ValueAtQuantile::getValue);
        DoubleStream countAndSum = DoubleStream.of(unsigned(point.getCount()), point.getSum());
        return DoubleStream.concat(quantiles, countAndSum).toArray();
    }
}
