package io.tocsin.promql.eval;

/**
 * The range functions over {@code anchored} and {@code smoothed} selectors. The window then holds samples from before the
 * range too (and, smoothed, from after it): an anchored one takes the newest of them as the value at the range's start, a
 * smoothed one interpolates the values at both ends. Nothing is extrapolated.
 */
final class ExtendedRates {

    private ExtendedRates() {}

    static double rate(Window w) {
        return perSecond(w, increase(w));
    }

    static double increase(Window w) {
        return difference(w, false, true);
    }

    static double delta(Window w) {
        return difference(w, false, false);
    }

    static double smoothRate(Window w) {
        return perSecond(w, smoothIncrease(w));
    }

    static double smoothIncrease(Window w) {
        return difference(w, true, true);
    }

    static double smoothDelta(Window w) {
        return difference(w, true, false);
    }

    private static double perSecond(Window w, double increase) {
        return Points.absent(increase) ? increase : increase / w.seconds();
    }

    private static double difference(Window w, boolean smoothed, boolean counter) {
        int first = anchor(w);
        int last = smoothed ? firstAtOrAfterEnd(w) : w.to - 1;
        if (w.timestamps[last] <= w.startMillis || w.timestamps[first] > w.endMillis) {
            return Points.ABSENT;
        }
        double left = smoothed && w.timestamps[first] < w.startMillis && first + 1 < w.to
                ? between(w, first, w.startMillis, counter)
                : w.values[first];
        double right = smoothed && last > w.from && w.timestamps[last] > w.endMillis
                ? between(w, last - 1, w.endMillis, counter)
                : w.values[last];
        if (!counter) {
            return right - left;
        }
        int inner = w.timestamps[first] <= w.startMillis ? first + 1 : first;
        int innerEnd = w.timestamps[last] >= w.endMillis ? last : last + 1;
        return right - left + resets(w.values, inner, innerEnd, left, right);
    }

    /** The last sample at or before the range's start; the first one if there is none. */
    private static int anchor(Window w) {
        int index = w.from;
        while (index + 1 < w.to && w.timestamps[index + 1] <= w.startMillis) {
            index++;
        }
        return index;
    }

    private static int firstAtOrAfterEnd(Window w) {
        int index = w.from;
        while (index < w.to - 1 && w.timestamps[index] < w.endMillis) {
            index++;
        }
        return index;
    }

    /** The value at a time between the sample at {@code index} and the next; a counter that was reset restarts at zero. */
    private static double between(Window w, int index, long millis, boolean counter) {
        double y1 = w.values[index];
        double y2 = w.values[index + 1];
        if (counter && y2 < y1) {
            y1 = 0;
        }
        double part = (double) (millis - w.timestamps[index]) / (w.timestamps[index + 1] - w.timestamps[index]);
        return y1 + (y2 - y1) * part;
    }

    private static double resets(double[] values, int from, int to, double left, double right) {
        double correction = 0;
        double previous = left;
        for (int i = from; i < to; i++) {
            correction += values[i] < previous ? previous : 0;
            previous = values[i];
        }
        return correction + (right < previous ? previous : 0);
    }

    static double resets(Window w) {
        return overAnchored(w, Rates::resets);
    }

    static double changes(Window w) {
        return overAnchored(w, Rates::changes);
    }

    private static double overAnchored(Window w, RangeFunction function) {
        if (w.timestamps[w.to - 1] <= w.startMillis) {
            return Points.ABSENT;
        }
        int from = w.from;
        w.from = anchor(w);
        double value = function.apply(w);
        w.from = from;
        return value;
    }
}
