package io.tocsin.promql.eval;

import io.tocsin.promql.ast.Span;
import java.util.Arrays;

/** φ-quantiles of plain numbers. */
final class Quantiles {

    private Quantiles() {}

    /**
     * Interpolates between the two nearest ranks. NaN counts as the smallest number.
     *
     * @param numbers its first {@code size} elements are reordered
     */
    static double of(double phi, double[] numbers, int size) {
        if (size == 0 || Double.isNaN(phi)) {
            return Double.NaN;
        }
        if (phi < 0 || phi > 1) {
            return phi < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        sortNanFirst(numbers, size);
        double rank = phi * (size - 1);
        int lower = Math.max(0, (int) Math.floor(rank));
        int upper = Math.min(size - 1, lower + 1);
        double weight = rank - Math.floor(rank);
        return numbers[lower] * (1 - weight) + numbers[upper] * weight;
    }

    /** Warns, once a value, about quantiles that are none. */
    static void check(EvalContext context, double[] phis, Span at) {
        for (double phi : phis) {
            if (!(phi >= 0 && phi <= 1)) {
                context.warn("quantile value should be between 0 and 1, got " + Numbers.format(phi), at);
            }
        }
    }

    /** The JDK sorts NaN to the end. */
    private static void sortNanFirst(double[] numbers, int size) {
        Arrays.sort(numbers, 0, size);
        int nans = 0;
        while (nans < size && Double.isNaN(numbers[size - 1 - nans])) {
            nans++;
        }
        if (nans > 0) {
            System.arraycopy(numbers, 0, numbers, nans, size - nans);
            Arrays.fill(numbers, 0, nans, Double.NaN);
        }
    }
}
