package io.tocsin.promql.eval;

/** {@code rate}, {@code increase}, {@code delta} and their relatives, extrapolating as Prometheus does. */
final class Rates {

    /** Beyond this many average intervals without a sample, a series is taken to begin or end inside the window. */
    private static final double EXTRAPOLATION_THRESHOLD = 1.1;

    private Rates() {}

    static double rate(Window w) {
        double increase = increase(w);
        return Points.absent(increase) ? increase : increase / w.seconds();
    }

    static double increase(Window w) {
        if (w.size() < 2) {
            return Points.ABSENT;
        }
        double increase = w.last() - w.first() + resets(w.values, w.from, w.to);
        return increase * factor(w, durationToZero(w, increase));
    }

    static double delta(Window w) {
        if (w.size() < 2) {
            return Points.ABSENT;
        }
        return (w.last() - w.first()) * factor(w, Double.POSITIVE_INFINITY);
    }

    private static double resets(double[] values, int from, int to) {
        double correction = 0;
        double previous = values[from];
        for (int i = from + 1; i < to; i++) {
            double value = values[i];
            if (value < previous) {
                correction += previous;
            }
            previous = value;
        }
        return correction;
    }

    private static double sampledSeconds(Window w) {
        return (w.timestamps[w.to - 1] - w.timestamps[w.from]) / 1000.0;
    }

    /** How long before its first sample a counter that grows evenly was zero. */
    private static double durationToZero(Window w, double increase) {
        return increase > 0 && w.first() >= 0 ? sampledSeconds(w) * (w.first() / increase) : Double.POSITIVE_INFINITY;
    }

    private static double factor(Window w, double durationToZero) {
        double sampled = sampledSeconds(w);
        double average = sampled / (w.size() - 1);
        double threshold = average * EXTRAPOLATION_THRESHOLD;
        double toStart = (w.timestamps[w.from] - w.startMillis) / 1000.0;
        double toEnd = (w.endMillis - w.timestamps[w.to - 1]) / 1000.0;
        toStart = Math.min(toStart >= threshold ? average / 2 : toStart, durationToZero);
        toEnd = toEnd >= threshold ? average / 2 : toEnd;
        return (sampled + toStart + toEnd) / sampled;
    }

    static double irate(Window w) {
        if (w.size() < 2) {
            return Points.ABSENT;
        }
        double last = w.last();
        double before = w.values[w.to - 2];
        long millis = w.timestamps[w.to - 1] - w.timestamps[w.to - 2];
        double difference = last < before ? last : last - before;
        return difference / (millis / 1000.0);
    }

    static double idelta(Window w) {
        return w.size() < 2 ? Points.ABSENT : w.last() - w.values[w.to - 2];
    }

    static double resets(Window w) {
        int resets = 0;
        for (int i = w.from + 1; i < w.to; i++) {
            resets += w.values[i] < w.values[i - 1] ? 1 : 0;
        }
        return resets;
    }

    static double changes(Window w) {
        int changes = 0;
        for (int i = w.from + 1; i < w.to; i++) {
            double value = w.values[i];
            double before = w.values[i - 1];
            changes += value != before && !(Double.isNaN(value) && Double.isNaN(before)) ? 1 : 0;
        }
        return changes;
    }
}
