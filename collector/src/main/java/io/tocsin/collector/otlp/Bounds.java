package io.tocsin.collector.otlp;

import java.util.Arrays;
import java.util.List;

/** The bounds of a histogram's buckets or the quantiles of a summary; none for a number. Immutable. */
final class Bounds {

    static final Bounds NONE = new Bounds(List.of());

    private final double[] bounds;

    private Bounds(List<Double> bounds) {
        this.bounds = bounds.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static Bounds of(List<Double> bounds) {
        return bounds.isEmpty() ? NONE : new Bounds(bounds);
    }

    int size() {
        return bounds.length;
    }

    /** As the label shows it. */
    String text(int index) {
        return Numbers.plain(bounds[index]);
    }

    /** Whether each is a number and larger than the one before, and none is infinite. */
    boolean ascend() {
        double last = Double.NEGATIVE_INFINITY;
        for (double bound : bounds) {
            if (!(bound > last && bound < Double.POSITIVE_INFINITY)) {
                return false;
            }
            last = bound;
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bounds that && Arrays.equals(bounds, that.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }
}
