package io.tocsin.promql.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MergeableTest {

    private static double[][] of(Mergeable form, double... values) {
        double[][] c = form.blank(1);
        for (double value : values) {
            form.addAll(c, new double[] {value});
        }
        return c;
    }

    private static double merged(Mergeable form, double[] first, double[] second) {
        double[][] c = of(form, first);
        form.merge(c, of(form, second), 0);
        return form.value(c, 0);
    }

    @Test
    void shouldKeepWhatCancels_whenSumsAreMerged() {
        double[] first = {1e100, 1};
        double[] second = {-1e100, 1};

        assertThat(merged(Mergeable.SUM, first, second)).isEqualTo(2);
        assertThat(merged(Mergeable.AVG, first, second)).isEqualTo(0.5);
    }

    @Test
    void shouldStayFinite_whenTheSumOfAnAverageOverflowsHereOrThere() {
        double huge = 1.5e308;

        assertThat(merged(Mergeable.AVG, new double[] {huge, huge}, new double[] {huge}))
                .isEqualTo(huge);
        assertThat(merged(Mergeable.AVG, new double[] {huge}, new double[] {huge, huge}))
                .isEqualTo(huge);
        assertThat(merged(Mergeable.AVG, new double[] {huge}, new double[] {huge}))
                .isEqualTo(huge);
        assertThat(merged(Mergeable.SUM, new double[] {huge}, new double[] {huge}))
                .isInfinite();
    }

    @Test
    void shouldBeInfinite_whenAValueIs() {
        double[] infinite = {Double.POSITIVE_INFINITY, 1};

        assertThat(merged(Mergeable.AVG, infinite, new double[] {1, 2})).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(merged(Mergeable.AVG, infinite, new double[] {Double.NEGATIVE_INFINITY}))
                .isNaN();
    }

    /** With its negative control: without the compensation, most of these sums come out differently. */
    @Test
    void shouldEqualTheWhole_whenRandomSumsAreSplit() {
        Random random = new Random(42);
        int plainDiffers = 0;
        for (int trial = 0; trial < 1000; trial++) {
            double[] values = random.doubles(40, -1e6, 1e6).toArray();
            double[] first = Arrays.copyOf(values, 17);
            double[] second = Arrays.copyOfRange(values, 17, 40);

            double whole = Mergeable.SUM.value(of(Mergeable.SUM, values), 0);

            assertThat(merged(Mergeable.SUM, first, second)).isEqualTo(whole);
            plainDiffers += plain(first) + plain(second) == whole ? 0 : 1;
        }
        assertThat(plainDiffers).isGreaterThan(300);
    }

    private static double plain(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
