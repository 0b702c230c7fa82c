package io.tocsin.collector.otlp;

import io.tocsin.collector.intake.BoundedCache;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Series;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.List;

/** Makes the series of data points, and remembers them: a point that comes again costs one look-up. Thread-safe. */
final class KnownSeries {

    private static final String INFINITE = "+Inf";

    private final Intake intake;
    private final BoundedCache<Known, PointSeries> known;

    private record Known(PointKey key, Bounds bounds) {}

    /** @param remembered bound of the memory, in series */
    KnownSeries(Intake intake, int remembered) {
        this.intake = intake;
        this.known = new BoundedCache<>(
                remembered, (key, series) -> (long) series.all().size() * (1 + chars(key.key.labels()) / 512));
    }

    private static int chars(Labels labels) {
        int chars = 0;
        for (int i = 0; i < labels.size(); i++) {
            chars += labels.name(i).length() + labels.value(i).length();
        }
        return chars;
    }

    PointSeries number(Labels labels) {
        return of(new PointKey(labels, PointKey.Kind.NUMBER), Bounds.NONE);
    }

    PointSeries of(PointKey key, Bounds bounds) {
        Known probe = new Known(key, bounds);
        PointSeries series = known.get(probe);
        if (series == null) {
            series = PointSeries.of(key, bounds, make(key, bounds));
            known.put(probe, series);
        }
        return series;
    }

    /** What is refused already is refused once, not for each bucket. */
    private List<Series> make(PointKey key, Bounds bounds) {
        Labels labels = key.labels();
        Series plain = intake.series(labels);
        if (plain.refusal() != null) {
            return List.of(plain);
        }
        return switch (key.kind()) {
            case NUMBER -> List.of(plain);
            case HISTOGRAM -> histogram(labels, bounds);
            case SUMMARY -> summary(labels, bounds);
        };
    }

    private List<Series> histogram(Labels labels, Bounds bounds) {
        List<Series> all = new ArrayList<>(bounds.size() + 3);
        Labels bucket = suffixed(labels, "_bucket");
        for (int i = 0; i < bounds.size(); i++) {
            all.add(intake.series(bucket.with("le", bounds.text(i))));
        }
        all.add(intake.series(bucket.with("le", INFINITE)));
        return withCountAndSum(all, labels);
    }

    private List<Series> summary(Labels labels, Bounds quantiles) {
        List<Series> all = new ArrayList<>(quantiles.size() + 2);
        for (int i = 0; i < quantiles.size(); i++) {
            all.add(intake.series(labels.with("quantile", quantiles.text(i))));
        }
        return withCountAndSum(all, labels);
    }

    private List<Series> withCountAndSum(List<Series> all, Labels labels) {
        all.add(intake.series(suffixed(labels, "_count")));
        all.add(intake.series(suffixed(labels, "_sum")));
        return all;
    }

    private static Labels suffixed(Labels labels, String suffix) {
        return labels.with(Labels.METRIC_NAME, labels.metricName() + suffix);
    }
}
