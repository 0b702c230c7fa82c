package io.tocsin.promql.plan;

import io.tocsin.promql.series.MemorySeries;
import io.tocsin.promql.series.Samples;
import io.tocsin.schemas.labels.Labels;
import java.util.List;
import java.util.Random;

/** Well-typed random queries over random series; a function of the seed alone. */
final class RandomQueries {

    private static final List<String> RANGE = List.of(
            "rate",
            "increase",
            "delta",
            "irate",
            "idelta",
            "deriv",
            "changes",
            "resets",
            "sum_over_time",
            "avg_over_time",
            "min_over_time",
            "max_over_time",
            "count_over_time",
            "last_over_time",
            "first_over_time",
            "stddev_over_time",
            "stdvar_over_time",
            "present_over_time",
            "mad_over_time",
            "ts_of_max_over_time");
    private static final List<String> ELEMENTWISE = List.of("abs", "ceil", "sgn", "exp", "-", "timestamp", "hour");
    private static final List<String> AGGREGATES =
            List.of("sum", "avg", "min", "max", "count", "group", "stddev", "stdvar");
    private static final List<String> CHOICES = List.of("topk(2,", "bottomk(1,", "limitk(3,", "quantile(0.7,");
    private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%", "^");
    private static final List<String> COMPARISON = List.of(">", "<", "==", "!=", ">=", "<=", "> bool", "== bool");
    private static final List<String> SCALARS =
            List.of("2", "2", "0.5", "0.5", "20", "-3", "time()", "(time() % 7)", "Inf", "NaN");
    private static final List<String> SELECTORS = List.of(
            "m",
            "m",
            "n_total",
            "n_total",
            "h_bucket",
            "h_bucket",
            "m{job=\"a\"}",
            "n_total{instance!=\"1\"}",
            "{__name__=~\"m|n_total\"}",
            "none");
    private static final List<String> TIMES = List.of("", "", "", " offset 45s", " offset -20s", " @ 120", " @ end()");
    private static final List<String> GROUPINGS =
            List.of("", " by (job) ", " by (instance, job) ", " without (instance) ", " by (__name__) ", " by (le) ");

    private final Random random;
    private final boolean sliceable;

    /** @param sliceable without {@code @} and forward looks */
    RandomQueries(long seed, boolean sliceable) {
        this.random = new Random(seed);
        this.sliceable = sliceable;
    }

    MemorySeries series() {
        MemorySeries series = new MemorySeries();
        for (String name : List.of("m", "n_total", "h_bucket")) {
            for (int i = 0; i < 8; i++) {
                add(series, name);
            }
        }
        return series;
    }

    private void add(MemorySeries series, String name) {
        Labels.Builder labels = Labels.builder().set(Labels.METRIC_NAME, name);
        labels.set("job", pick(List.of("a", "b", ""))).set("instance", pick(List.of("1", "2", "3", "")));
        if (name.equals("h_bucket")) {
            labels.set("le", pick(List.of("0.1", "1", "10", "+Inf")));
        }
        Labels built = labels.build();
        double value = random.nextInt(50);
        for (long at = random.nextInt(20_000); at < 600_000; at += 10_000 + random.nextInt(7_000)) {
            value = random.nextInt(12) == 0 ? random.nextInt(10) : value + random.nextDouble() * 20;
            boolean odd = random.nextInt(25) == 0;
            series.add(built, at, odd ? pick(List.of(Samples.staleMarker(), Double.NaN, 1e17, -1e17)) : value);
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String time() {
        return sliceable ? pick(TIMES.subList(0, 4)) : pick(TIMES);
    }

    String vector(int depth) {
        if (depth == 0) {
            return pick(SELECTORS) + time();
        }
        return switch (random.nextInt(14)) {
            case 0, 1 -> pick(RANGE) + "(" + range(depth - 1) + ")";
            case 2 -> elementwise(depth - 1);
            case 3, 4 -> pick(AGGREGATES) + pick(GROUPINGS) + "(" + vector(depth - 1) + ")";
            case 5 -> choice(depth - 1);
            case 6 -> vector(depth - 1) + " " + pick(ARITHMETIC) + " " + pick(SCALARS);
            case 7 -> "(" + vector(depth - 1) + ") " + pick(COMPARISON) + " " + pick(SCALARS);
            case 8, 9 -> joined(depth - 1);
            case 10 ->
                "(" + vector(depth - 1) + ") " + pick(List.of("and", "or", "unless")) + matching() + "("
                        + vector(depth - 1) + ")";
            case 11 -> special(depth - 1);
            case 12 ->
                "label_replace(" + vector(depth - 1) + ", \"instance\", \"$1\", \""
                        + pick(List.of("job", "__name__", "instance")) + "\", \"(.?).*\")";
            default -> "clamp(" + vector(depth - 1) + ", -4, " + pick(SCALARS) + ")";
        };
    }

    private String range(int depth) {
        String range = pick(List.of("30s", "1m", "2m30s"));
        if (depth == 0 || random.nextBoolean()) {
            return pick(SELECTORS) + "[" + range + "]" + time();
        }
        return "(" + vector(depth - 1) + ")[" + range + ":" + pick(List.of("", "20s", "7s")) + "]" + time();
    }

    private String elementwise(int depth) {
        return pick(ELEMENTWISE) + "(" + vector(depth) + ")";
    }

    private String choice(int depth) {
        String head = pick(CHOICES);
        int open = head.indexOf('(');
        return head.substring(0, open) + pick(GROUPINGS) + head.substring(open) + " " + vector(depth) + ")";
    }

    private String matching() {
        return pick(List.of(" ", " on (job) ", " ignoring (instance) ", " on () "));
    }

    private String joined(int depth) {
        String matching = pick(List.of(
                " ",
                " on (job, instance) ",
                " on (job, instance) group_left () ",
                " ignoring (le) group_right () ",
                " on (job, instance) fill(0) "));
        return "(" + vector(depth) + ") " + pick(random.nextBoolean() ? ARITHMETIC : COMPARISON) + matching + "("
                + vector(depth) + ")";
    }

    private String special(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> "absent(" + vector(depth) + ")";
            case 1 -> "absent_over_time(" + range(depth) + ")";
            case 2 -> "vector(scalar(" + vector(depth) + "))";
            case 3 -> "histogram_quantile(0.9, " + vector(depth) + ")";
            case 4 -> "count_values(\"v\", round(" + vector(depth) + "))";
            default -> "limit_ratio(0.6, " + vector(depth) + ")";
        };
    }
}
