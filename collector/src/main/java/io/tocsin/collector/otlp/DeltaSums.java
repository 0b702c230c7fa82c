package io.tocsin.collector.otlp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.collector.intake.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds deltas up, a sum for each sequence of points. What is added stays added, whether Kafka took the sample or not: a
 * sender that comes again with the point it sent last gets the same sum again, one that gives up loses no increase.
 *
 * <p>A point is refused that ends before, or begins before, the end of the last one taken: that time is counted
 * already. Between the last one and the next there may be a gap; it is counted, and the sum goes on, because a sum that
 * begins anew above its old value would hide the increase. A sum without a point for longer than the idle time is
 * forgotten, and so is one whose buckets change. Bounded in series; thread-safe.
 */
final class DeltaSums {

    private final long mostSeries;
    private final Duration idle;
    private final InstantSource clock;
    private final Counter gaps;

    /** The one that has waited longest for a point is first. */
    private final LinkedHashMap<PointKey, Sum> sums = new LinkedHashMap<>();

    private long series;

    private record Sum(Bounds bounds, long startNanos, long endNanos, double[] totals, long touchedMillis) {}

    /** What became of a point. */
    sealed interface Result {

        /**
         * @param totals sums up to the end of the point; not to be changed
         * @param begins whether this is the first point of its sum
         */
        record Added(double[] totals, boolean begins) implements Result {}

        record Refused(Reason reason) implements Result {}
    }

    /** @param clock tells which sums are idle; the sums themselves know only the times of their points */
    DeltaSums(OtlpSettings settings, InstantSource clock, MeterRegistry registry) {
        this.mostSeries = settings.deltaSeries();
        this.idle = settings.deltaIdle();
        this.clock = clock;
        this.gaps = Counter.builder("tocsin.collector.otlp.delta.gaps")
                .description("Deltas that begin later than the one before ended")
                .register(registry);
        Gauge.builder("tocsin.collector.otlp.delta.series", this, DeltaSums::series)
                .description("Series of deltas that are being added up")
                .register(registry);
        Gauge.builder("tocsin.collector.otlp.delta.series.limit", () -> mostSeries)
                .description("Bound of tocsin_collector_otlp_delta_series")
                .register(registry);
    }

    synchronized long series() {
        return series;
    }

    /** @param point with a start that is 0 or not after its end; its values are not to be changed afterwards */
    synchronized Result add(PointSeries of, Point point) {
        long now = clock.millis();
        forgetIdle(now);
        Sum last = sums.get(of.key());
        if (last == null || !isSameShape(last, of.bounds(), point.values())) {
            return begin(of, point, now);
        }
        if (point.timeNanos() == last.endNanos && point.startNanos() == last.startNanos) {
            return new Result.Added(last.totals, false);
        }
        if (point.timeNanos() <= last.endNanos || overlaps(point, last)) {
            return new Result.Refused(Reason.DELTA_OUT_OF_ORDER);
        }
        gaps.increment(point.startNanos() > last.endNanos ? 1 : 0);
        return goOn(of, point, last, now);
    }

    private static boolean isSameShape(Sum sum, Bounds bounds, double[] values) {
        return sum.totals.length == values.length && sum.bounds.equals(bounds);
    }

    /** A point of unknown start follows the last one. */
    private static boolean overlaps(Point point, Sum last) {
        return point.startNanos() != 0 && point.startNanos() < last.endNanos;
    }

    private Result begin(PointSeries of, Point point, long now) {
        long others = series - size(sums.get(of.key()));
        if (others + point.values().length > mostSeries) {
            return new Result.Refused(Reason.TOO_MANY_DELTA_SERIES);
        }
        put(of, point, point.values(), now);
        return new Result.Added(point.values(), true);
    }

    private Result goOn(PointSeries of, Point point, Sum last, long now) {
        double[] totals = last.totals.clone();
        for (int i = 0; i < totals.length; i++) {
            totals[i] += point.values()[i];
        }
        put(of, point, totals, now);
        return new Result.Added(totals, false);
    }

    /** To the end of the queue. */
    private void put(PointSeries of, Point point, double[] totals, long now) {
        series += totals.length - size(sums.remove(of.key()));
        sums.put(of.key(), new Sum(of.bounds(), point.startNanos(), point.timeNanos(), totals, now));
    }

    private void forgetIdle(long now) {
        Iterator<Map.Entry<PointKey, Sum>> eldest = sums.entrySet().iterator();
        while (eldest.hasNext()) {
            Sum sum = eldest.next().getValue();
            if (now - sum.touchedMillis <= idle.toMillis()) {
                return;
            }
            series -= size(sum);
            eldest.remove();
        }
    }

    private static int size(@Nullable Sum sum) {
        return sum == null ? 0 : sum.totals.length;
    }
}
