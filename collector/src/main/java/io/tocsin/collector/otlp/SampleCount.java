package io.tocsin.collector.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;

/** How many samples a request makes; known before anything of it is taken. */
final class SampleCount {

    private SampleCount() {}

    static long of(ExportMetricsServiceRequest request) {
        return request.getResourceMetricsList().stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream())
                .mapToLong(SampleCount::of)
                .sum();
    }

    private static long of(Metric metric) {
        return switch (metric.getDataCase()) {
            case GAUGE -> metric.getGauge().getDataPointsCount();
            case SUM -> metric.getSum().getDataPointsCount();
            case HISTOGRAM ->
                metric.getHistogram().getDataPointsList().stream()
                        .mapToLong(point -> 3L + point.getExplicitBoundsCount())
                        .sum();
            case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
            case SUMMARY ->
                metric.getSummary().getDataPointsList().stream()
                        .mapToLong(point -> 2L + point.getQuantileValuesCount())
                        .sum();
            case DATA_NOT_SET -> 0;
        };
    }
}
