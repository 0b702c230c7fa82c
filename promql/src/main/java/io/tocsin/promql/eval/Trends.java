package io.tocsin.promql.eval;

import io.tocsin.promql.PromqlException;

/** {@code deriv}, {@code predict_linear} and {@code double_exponential_smoothing}. */
final class Trends {

    private Trends() {}

    static double deriv(Window w) {
        // The first sample's time is the origin: at a distance of decades the products would lose their last digits.
        return w.size() < 2 ? Points.ABSENT : regression(w, w.timestamps[w.from])[0];
    }

    static double predictLinear(Window w) {
        if (w.size() < 2) {
            return Points.ABSENT;
        }
        double[] line = regression(w, w.instantMillis);
        return line[0] * w.parameters[0] + line[1];
    }

    /** Least squares. @return slope a second, and the value at {@code originMillis} */
    private static double[] regression(Window w, long originMillis) {
        if (isConstant(w)) {
            return Double.isInfinite(w.first()) ? new double[] {Double.NaN, Double.NaN} : new double[] {0, w.first()};
        }
        Neumaier x = new Neumaier();
        Neumaier y = new Neumaier();
        Neumaier xy = new Neumaier();
        Neumaier xx = new Neumaier();
        for (int i = w.from; i < w.to; i++) {
            double seconds = (w.timestamps[i] - originMillis) / 1000.0;
            x.add(seconds);
            y.add(w.values[i]);
            xy.add(seconds * w.values[i]);
            xx.add(seconds * seconds);
        }
        double n = w.size();
        double covariance = xy.value() - x.value() * y.value() / n;
        double variance = xx.value() - x.value() * x.value() / n;
        double slope = covariance / variance;
        return new double[] {slope, y.value() / n - slope * x.value() / n};
    }

    private static boolean isConstant(Window w) {
        for (int i = w.from + 1; i < w.to; i++) {
            if (w.values[i] != w.first()) {
                return false;
            }
        }
        return true;
    }

    /** Holt's linear trend. */
    static double doubleExponentialSmoothing(Window w) {
        double smoothing = factor("smoothing", "sf", w.parameters[0]);
        double trending = factor("trend", "tf", w.parameters[1]);
        if (w.size() < 2) {
            return Points.ABSENT;
        }
        double level = w.first();
        double trend = w.values[w.from + 1] - w.first();
        for (int i = w.from + 1; i < w.to; i++) {
            double next = smoothing * w.values[i] + (1 - smoothing) * (level + trend);
            // The trend seen between the first two samples is itself the initial one.
            if (i + 1 < w.to) {
                trend = trending * (next - level) + (1 - trending) * trend;
            }
            level = next;
        }
        return level;
    }

    private static double factor(String kind, String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new PromqlException(
                    "invalid %s factor. Expected: 0 < %s < 1, got: %s".formatted(kind, name, Numbers.format(value)));
        }
        return value;
    }
}
