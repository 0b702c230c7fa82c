package io.tocsin.collector.otlp;

import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import java.util.Arrays;

/**
 * A data point in the terms of series.
 *
 * @param startNanos since 1970, unsigned; 0: unknown
 * @param timeNanos since 1970, unsigned
 * @param isStale whether it says that there is no value any more; then all of {@code values} are staleness markers
 * @param values one for each of the first series of its {@link PointSeries}; the last may lack its value
 */
record Point(long startNanos, long timeNanos, boolean isStale, double[] values) {

    private static final long NANOS_A_MILLI = 1_000_000;

    private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

    /** The end of every series of a point. */
    static Point stale(long timeNanos, PointSeries of) {
        double[] markers = new double[of.all().size()];
        Arrays.fill(markers, STALE);
        return new Point(0, timeNanos, true, markers);
    }

    static boolean isStale(int flags) {
        return (flags & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE) != 0;
    }

    long timeMillis() {
        return Long.divideUnsigned(timeNanos, NANOS_A_MILLI);
    }

    long startMillis() {
        return Long.divideUnsigned(startNanos, NANOS_A_MILLI);
    }

    /** Whether values and times are such that they can be added up. */
    boolean canBeAdded() {
        return Long.compareUnsigned(startNanos, timeNanos) <= 0
                && Arrays.stream(values).allMatch(Double::isFinite);
    }
}
