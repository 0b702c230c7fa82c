package io.tocsin.promql.eval;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.Span;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The functions of classic histograms: series that share all labels but {@code le}, each the count up to its bound. */
final class HistogramFunctions {

    private static final String BOUND = "le";
    private static final String FORCED_MONOTONIC = "input to histogram_quantile needed to be fixed for monotonicity"
            + " (see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)";

    /** What is computed from one histogram at one step. */
    @FunctionalInterface
    private interface OfBuckets {
        double apply(ClassicBuckets buckets, int step, String metric);
    }

    private record Identity(Labels labels, boolean nameDropped) {}

    private record Bucket(double upperBound, Points row) {}

    private final Evaluation evaluation;

    HistogramFunctions(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    List<Points> quantile(Expr.Call call, Grid grid) {
        Expr phiArgument = call.arguments().getFirst();
        double[] phi = evaluation.scalar(phiArgument, grid);
        Quantiles.check(evaluation.context(), phi, phiArgument.span());
        Expr vector = call.arguments().get(1);
        return each(histograms(vector, grid), grid, quantileOf(phi, vector.span()));
    }

    List<Points> quantiles(Expr.Call call, Grid grid) {
        Expr vector = call.arguments().getFirst();
        String label = evaluation.text(call.arguments().get(1));
        Map<Identity, List<Bucket>> histograms = histograms(vector, grid);
        List<Points> out = new ArrayList<>();
        for (Expr argument : call.arguments().subList(2, call.arguments().size())) {
            double[] phi = evaluation.scalar(argument, grid);
            Quantiles.check(evaluation.context(), phi, argument.span());
            for (Points row : each(histograms, grid, quantileOf(phi, vector.span()))) {
                out.addAll(labelled(row, label, phi));
            }
        }
        return Rows.merge(out);
    }

    /** A φ that changes from step to step makes a series for each of its values. */
    private static List<Points> labelled(Points row, String label, double[] phi) {
        Map<String, Points> byPhi = new LinkedHashMap<>();
        for (int step = 0; step < phi.length; step++) {
            if (row.has(step)) {
                byPhi.computeIfAbsent(
                                        Numbers.openMetrics(phi[step]),
                                        text -> Points.blank(
                                                row.labels().with(label, text), row.nameDropped(), phi.length))
                                .values()[step] =
                        row.values()[step];
            }
        }
        return new ArrayList<>(byPhi.values());
    }

    private OfBuckets quantileOf(double[] phi, Span at) {
        return (buckets, step, metric) -> {
            double value = buckets.quantile(phi[step]);
            if (buckets.wasForcedMonotonic()) {
                evaluation.context().inform(FORCED_MONOTONIC + ofMetric(metric), at);
            }
            return value;
        };
    }

    List<Points> fraction(Expr.Call call, Grid grid) {
        double[] lower = evaluation.scalar(call.arguments().get(0), grid);
        double[] upper = evaluation.scalar(call.arguments().get(1), grid);
        Expr vector = call.arguments().get(2);
        return each(
                histograms(vector, grid), grid, (buckets, step, metric) -> buckets.fraction(lower[step], upper[step]));
    }

    private Map<Identity, List<Bucket>> histograms(Expr vector, Grid grid) {
        Map<Identity, List<Bucket>> histograms = new LinkedHashMap<>();
        for (Points row : evaluation.vector(vector, grid)) {
            OptionalDouble bound = bound(row.labels().get(BOUND));
            if (bound.isEmpty()) {
                evaluation
                        .context()
                        .warn(
                                "bucket label \"le\" is missing or has a malformed value of "
                                        + LabelNames.quote(row.labels().get(BOUND))
                                        + ofMetric(row.labels().metricName()),
                                vector.span());
                continue;
            }
            histograms
                    .computeIfAbsent(
                            new Identity(row.labels().without(BOUND), row.nameDropped()), key -> new ArrayList<>())
                    .add(new Bucket(bound.getAsDouble(), row));
        }
        histograms.values().forEach(buckets -> buckets.sort((a, b) -> Double.compare(a.upperBound(), b.upperBound())));
        return histograms;
    }

    private static String ofMetric(String name) {
        return name.isEmpty() ? "" : " for metric name " + LabelNames.quote(name);
    }

    private static OptionalDouble bound(String text) {
        try {
            return switch (text) {
                case "+Inf", "Inf", "inf", "+inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
                case "-Inf", "-inf" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
                default -> OptionalDouble.of(Double.parseDouble(text));
            };
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static List<Points> each(Map<Identity, List<Bucket>> histograms, Grid grid, OfBuckets function) {
        List<Points> out = new ArrayList<>(histograms.size());
        ClassicBuckets buckets = new ClassicBuckets();
        histograms.forEach((identity, all) -> {
            Points row = Points.blank(identity.labels(), true, grid.size());
            for (int step = 0; step < grid.size(); step++) {
                buckets.clear();
                for (Bucket bucket : all) {
                    if (bucket.row().has(step)) {
                        buckets.add(bucket.upperBound(), bucket.row().values()[step]);
                    }
                }
                if (!buckets.isEmpty()) {
                    row.values()[step] =
                            function.apply(buckets, step, identity.labels().metricName());
                }
            }
            out.add(row);
        });
        return out;
    }
}
