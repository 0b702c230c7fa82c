package io.tocsin.promql.eval;

/**
 * The samples a range function looks at: {@code [from, to)} of two arrays, none of them a staleness marker. One window is
 * moved over all series and steps.
 */
final class Window {

    long[] timestamps = new long[0];
    double[] values = new double[0];
    int from;
    int to;

    /** The range is left-open: {@code (startMillis, endMillis]}. */
    long startMillis;

    long endMillis;

    /** The instant of the evaluation, which {@code offset} and {@code @} do not move. */
    long instantMillis;

    /** The scalar arguments at this step. */
    double[] parameters = new double[0];

    int size() {
        return to - from;
    }

    double first() {
        return values[from];
    }

    double last() {
        return values[to - 1];
    }

    double seconds() {
        return (endMillis - startMillis) / 1000.0;
    }
}
