package io.tocsin.client;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Many samples of one source at one time. Immutable. */
public final class MetricFrame {

    private static final long STALE_BITS = 0x7ff0000000000002L;

    /** The NaN by whose bits Prometheus tells that a series has ended. */
    public static final double STALE = Double.longBitsToDouble(STALE_BITS);

    private final Source source;
    private final Instant at;
    private final SortedMap<Series, Double> samples;

    private MetricFrame(Source source, Instant at, SortedMap<Series, Double> samples) {
        this.source = source;
        this.at = at;
        this.samples = Collections.unmodifiableSortedMap(samples);
    }

    /**
     * @param at of all samples, in whole milliseconds
     * @throws IllegalArgumentException if the time is before 1970
     */
    public static Builder builder(Source source, Instant at) {
        return new Builder(source, Checked.time("at", at));
    }

    public Source source() {
        return source;
    }

    public Instant at() {
        return at;
    }

    /** By series, in order. */
    public SortedMap<Series, Double> samples() {
        return samples;
    }

    /** Collects samples; not thread-safe. */
    public static final class Builder {

        private final Source source;
        private final Instant at;
        private final SortedMap<Series, Double> samples = new TreeMap<>();

        private Builder(Source source, Instant at) {
            this.source = source;
            this.at = at;
        }

        /**
         * @param metric such as {@code queue_length}; a counter's ends in {@code _total}
         * @throws IllegalArgumentException if the series is beyond its bounds, or has a sample already
         */
        public Builder add(String metric, Map<String, String> labels, double value) {
            return add(Series.of(source, metric, labels), value);
        }

        private Builder add(Series series, double value) {
            if (samples.putIfAbsent(series, value) != null) {
                throw new IllegalArgumentException("twice in one frame: " + series);
            }
            return this;
        }

        /**
         * Marks the series that the source's frame before had, and that have no sample here, as ended: once.
         *
         * @throws IllegalArgumentException if it is another source's frame
         */
        public Builder endOthersOf(MetricFrame before) {
            if (!before.source.equals(source)) {
                throw new IllegalArgumentException("a frame of " + before.source + " ends no series of " + source);
            }
            before.samples.forEach((series, value) -> {
                if (!isStale(value)) {
                    samples.putIfAbsent(series, STALE);
                }
            });
            return this;
        }

        private static boolean isStale(double value) {
            return Double.doubleToRawLongBits(value) == STALE_BITS;
        }

        public MetricFrame build() {
            return new MetricFrame(source, at, new TreeMap<>(samples));
        }
    }
}
