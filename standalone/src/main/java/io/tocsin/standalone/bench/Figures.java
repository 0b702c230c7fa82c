package io.tocsin.standalone.bench;

import io.tocsin.standalone.cli.Numbers;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Figures for people. */
record Figures(PrintStream out) {

    /** A line: what, and its figures. */
    void line(String what, String figures) {
        out.printf(Locale.ROOT, "%-34s %s%n", what, figures);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9);
    }

    /** Compared with an aim that is a limit from below. */
    static String atLeast(double value, double aim) {
        return Numbers.compact(value) + "  (aim " + Numbers.compact(aim) + ": "
                + String.format(Locale.ROOT, "%.2f", value / aim) + " of it)";
    }

    /** Compared with an aim that is a limit from above. */
    static String atMost(double value, double aim, String unit) {
        return String.format(
                Locale.ROOT, "%.3f %s  (aim ≤ %s %s: %.2f of it)", value, unit, Numbers.plain(aim), unit, value / aim);
    }

    /** Of times in seconds: p50, p90, p99, the longest. */
    static String percentiles(List<Double> seconds) {
        double[] sorted =
                seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "p50 %.3f s, p90 %.3f s, p99 %.3f s, longest %.3f s",
                percentile(sorted, 50),
                percentile(sorted, 90),
                percentile(sorted, 99),
                percentile(sorted, 100));
    }

    /** The nearest rank. */
    static double percentile(double[] sorted, int percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(sorted.length * percent / 100.0);
        return sorted[Math.max(0, rank - 1)];
    }

    static double percentile(List<Double> values, int percent) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return percentile(sorted, percent);
    }
}
