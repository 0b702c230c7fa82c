package io.tocsin.collector.otlp;

import io.tocsin.collector.intake.Series;
import java.util.List;
import java.util.Objects;

/**
 * The series of one data point, in the order of {@link Point#values()}: a number's one; a histogram's buckets, the
 * infinite one last, its count and its sum; a summary's quantiles, its count and its sum. Only one, if it is refused.
 *
 * @param worst one that is refused if any is: a point is taken as a whole or not at all
 */
record PointSeries(PointKey key, Bounds bounds, List<Series> all, Series worst) {

    static PointSeries of(PointKey key, Bounds bounds, List<Series> all) {
        Series worst = all.stream()
                .filter(series -> Objects.nonNull(series.refusal()))
                .findFirst()
                .orElse(all.getFirst());
        return new PointSeries(key, bounds, List.copyOf(all), worst);
    }
}
