package io.tocsin.promql.eval;

import java.util.Arrays;

/** The cumulative buckets of one classic histogram at one instant, ascending by bound. Reused. */
final class ClassicBuckets {

    /** Differences between neighbours below this part of their sum are rounding, not observations. */
    private static final double TOLERANCE = 1e-12;

    private double[] bounds = new double[16];
    private double[] counts = new double[16];
    private int size;
    private boolean forcedMonotonic;

    void clear() {
        size = 0;
        forcedMonotonic = false;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether the last quantile had to correct a bucket that held fewer than the one before. */
    boolean wasForcedMonotonic() {
        return forcedMonotonic;
    }

    /** Bounds come in ascending order; what comes for a bound twice is added up. */
    void add(double bound, double count) {
        if (size > 0 && bounds[size - 1] == bound) {
            counts[size - 1] += count;
            return;
        }
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        bounds[size] = bound;
        counts[size++] = count;
    }

    double quantile(double phi) {
        if (Double.isNaN(phi)) {
            return Double.NaN;
        }
        if (phi < 0 || phi > 1) {
            return phi < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (bounds[size - 1] != Double.POSITIVE_INFINITY) {
            return Double.NaN;
        }
        makeMonotonic();
        double observations = counts[size - 1];
        if (size < 2 || observations == 0) {
            return Double.NaN;
        }
        return atRank(phi * observations);
    }

    private double atRank(double rank) {
        int bucket = 0;
        while (bucket < size - 1 && !(counts[bucket] >= rank)) {
            bucket++;
        }
        if (bucket == size - 1) {
            return bounds[size - 2];
        }
        if (bucket == 0 && bounds[0] <= 0) {
            return bounds[0];
        }
        double start = bucket == 0 ? 0 : bounds[bucket - 1];
        double before = bucket == 0 ? 0 : counts[bucket - 1];
        return start + (bounds[bucket] - start) * ((rank - before) / (counts[bucket] - before));
    }

    private void makeMonotonic() {
        double previous = counts[0];
        for (int i = 1; i < size; i++) {
            double count = counts[i];
            if (nearlyEqual(previous, count)) {
                counts[i] = previous;
            } else if (count < previous) {
                counts[i] = previous;
                forcedMonotonic = true;
            } else {
                previous = count;
            }
        }
    }

    private static boolean nearlyEqual(double a, double b) {
        if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
            return true;
        }
        double sum = Math.abs(a) + Math.abs(b);
        double difference = Math.abs(a - b);
        if (a == 0 || b == 0 || sum < Double.MIN_NORMAL) {
            return difference < TOLERANCE * Double.MIN_NORMAL;
        }
        return difference / Math.min(sum, Double.MAX_VALUE) < TOLERANCE;
    }

    /** The part of the observations between two values, interpolated linearly within a bucket. */
    double fraction(double lower, double upper) {
        double observations = counts[size - 1];
        if (bounds[size - 1] != Double.POSITIVE_INFINITY
                || observations == 0
                || Double.isNaN(lower)
                || Double.isNaN(upper)) {
            return Double.NaN;
        }
        if (lower >= upper) {
            return 0;
        }
        return (rank(upper) - rank(lower)) / observations;
    }

    /** How many observations lie below a value. */
    private double rank(double value) {
        double lowerBound = bounds[0] > 0 ? 0 : Double.NEGATIVE_INFINITY;
        double below = 0;
        for (int i = 0; i < size; i++) {
            if (lowerBound >= value) {
                return Math.min(below, counts[size - 1]);
            }
            if (bounds[i] > value) {
                double part =
                        lowerBound == Double.NEGATIVE_INFINITY ? 1 : (value - lowerBound) / (bounds[i] - lowerBound);
                return Math.min(below + (counts[i] - below) * part, counts[size - 1]);
            }
            lowerBound = bounds[i];
            below = counts[i];
        }
        return counts[size - 1];
    }
}
