package io.tocsin.promql.eval;

/** Compensated addition (Neumaier 1974), of numbers in arrays and of single sums. */
final class Neumaier {

    private double sum;
    private double compensation;

    /** Adds to the sum in {@code c[0][step]} with its compensation in {@code c[1][step]}. */
    static void add(double[][] c, int step, double value) {
        double sum = c[0][step];
        double next = sum + value;
        c[1][step] = lost(sum, value, next, c[1][step]);
        c[0][step] = next;
    }

    private static double lost(double sum, double value, double next, double compensation) {
        if (Double.isInfinite(next)) {
            return 0;
        }
        return compensation + (Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum);
    }

    Neumaier reset() {
        sum = 0;
        compensation = 0;
        return this;
    }

    void add(double value) {
        double next = sum + value;
        compensation = lost(sum, value, next, compensation);
        sum = next;
    }

    double value() {
        return sum + compensation;
    }

    double compensation() {
        return compensation;
    }

    double sum() {
        return sum;
    }
}
