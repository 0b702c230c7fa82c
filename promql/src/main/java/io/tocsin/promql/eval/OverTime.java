package io.tocsin.promql.eval;

import java.util.Arrays;

/** The {@code _over_time} functions. */
final class OverTime {

    private OverTime() {}

    static double sum(Window w) {
        Neumaier sum = new Neumaier();
        for (int i = w.from; i < w.to; i++) {
            sum.add(w.values[i]);
        }
        return sum.value();
    }

    static double avg(Window w) {
        double[][] c = new double[Mergeable.AVG.components()][1];
        for (int i = w.from; i < w.to; i++) {
            Average.add(c, 0, w.values[i]);
        }
        return Average.value(c, 0);
    }

    static double count(Window w) {
        return w.size();
    }

    static double present(Window w) {
        return 1;
    }

    static double first(Window w) {
        return w.first();
    }

    static double last(Window w) {
        return w.last();
    }

    static double min(Window w) {
        return w.values[indexOfMin(w)];
    }

    static double max(Window w) {
        return w.values[indexOfMax(w)];
    }

    static double timeOfMin(Window w) {
        return w.timestamps[indexOfMin(w)] / 1000.0;
    }

    static double timeOfMax(Window w) {
        return w.timestamps[indexOfMax(w)] / 1000.0;
    }

    static double timeOfFirst(Window w) {
        return w.timestamps[w.from] / 1000.0;
    }

    static double timeOfLast(Window w) {
        return w.timestamps[w.to - 1] / 1000.0;
    }

    /** The last of equal ones; NaN only if there is nothing else. */
    private static int indexOfMin(Window w) {
        int best = w.from;
        for (int i = w.from + 1; i < w.to; i++) {
            if (w.values[i] <= w.values[best] || Double.isNaN(w.values[best])) {
                best = i;
            }
        }
        return best;
    }

    private static int indexOfMax(Window w) {
        int best = w.from;
        for (int i = w.from + 1; i < w.to; i++) {
            if (w.values[i] >= w.values[best] || Double.isNaN(w.values[best])) {
                best = i;
            }
        }
        return best;
    }

    static double stddev(Window w) {
        return Math.sqrt(stdvar(w));
    }

    static double stdvar(Window w) {
        double count = 0;
        double mean = 0;
        double squares = 0;
        for (int i = w.from; i < w.to; i++) {
            count++;
            double delta = w.values[i] - mean;
            mean += delta / count;
            squares += delta * (w.values[i] - mean);
        }
        return squares / count;
    }

    static double quantile(Window w) {
        double[] sorted = Arrays.copyOfRange(w.values, w.from, w.to);
        return Quantiles.of(w.parameters[0], sorted, sorted.length);
    }

    /** The median of the distances from the median. */
    static double medianAbsoluteDeviation(Window w) {
        double[] values = Arrays.copyOfRange(w.values, w.from, w.to);
        double median = Quantiles.of(0.5, values, values.length);
        boolean hasNan = false;
        for (int i = 0; i < values.length; i++) {
            hasNan |= Double.isNaN(values[i]);
            values[i] = Math.abs(values[i] - median);
        }
        return hasNan ? Double.NaN : Quantiles.of(0.5, values, values.length);
    }
}
