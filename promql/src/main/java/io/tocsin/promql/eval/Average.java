package io.tocsin.promql.eval;

/**
 * An average as sum, compensation, count and scale. Should the sum of finite numbers overflow, it is kept divided by
 * {@link #SCALE}; what that costs in precision lies far below the last bit of such sums.
 */
final class Average {

    private static final double SCALE = 0x1p64;
    private static final int COUNT = 2;
    private static final int SCALED = 3;

    private Average() {}

    static void add(double[][] c, int step, double value) {
        addNumber(c, step, value);
        c[COUNT][step]++;
    }

    static void merge(double[][] c, double[][] other, int step) {
        if (other[SCALED][step] != 0) {
            if (c[SCALED][step] == 0) {
                scale(c, step);
            }
            Neumaier.add(c, step, other[0][step]);
            Neumaier.add(c, step, other[1][step]);
        } else {
            addNumber(c, step, other[0][step]);
            addNumber(c, step, other[1][step]);
        }
        c[COUNT][step] += other[COUNT][step];
    }

    private static void addNumber(double[][] c, int step, double value) {
        double sum = c[0][step];
        if (c[SCALED][step] == 0 && Double.isInfinite(sum + value) && Double.isFinite(sum) && Double.isFinite(value)) {
            scale(c, step);
        }
        Neumaier.add(c, step, c[SCALED][step] == 0 ? value : value / SCALE);
    }

    private static void scale(double[][] c, int step) {
        c[0][step] /= SCALE;
        c[1][step] /= SCALE;
        c[SCALED][step] = 1;
    }

    static double value(double[][] c, int step) {
        double count = c[COUNT][step];
        if (c[SCALED][step] == 0) {
            return (c[0][step] + c[1][step]) / count;
        }
        return (c[0][step] / count + c[1][step] / count) * SCALE;
    }
}
