package io.tocsin.promql.parse;

import java.util.List;
import java.util.Random;

/** Random well-formed queries: every construct of the language turns up. */
public final class RandomQueries {

    private static final List<String> METRICS =
            List.of("up", "http_requests_total", "job:rate:5m", "sum", "offset", "fill", "and", "start", "by");
    private static final List<String> LABELS = List.of("job", "instance", "le", "bool", "\"a.b\"", "on");
    private static final List<String> OPERATORS =
            List.of("+", "-", "*", "/", "%", "^", "atan2", "==", "!=", "<", ">=", "and", "or", "unless", ">/");
    private static final List<String> NUMBERS =
            List.of("1", "0", "0.5", "1e9", "0x1F", "5m", "1h30m", "Inf", "NaN", "010", "1_000", ".5", "2.");
    private static final List<String> AGGREGATES = List.of("sum", "avg", "count", "MAX", "stddev", "group");
    private static final List<String> RANGE_FUNCTIONS =
            List.of("rate", "increase", "max_over_time", "absent_over_time", "deriv");
    private static final List<String> DURATIONS = List.of(
            "5m", "1h", "300", "1d12h", "5m * 2", "(step() + 5s) / 2", "max_of(step(), 1m)", "-5m + 10m", "2^3^1");

    private final Random random;

    public RandomQueries(long seed) {
        this.random = new Random(seed);
    }

    /** An expression of any type that a rule can have. */
    public String query() {
        return random.nextInt(8) == 0 ? scalar(4) : vector(5);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String vector(int depth) {
        if (depth <= 0) {
            return selector() + time();
        }
        return switch (random.nextInt(12)) {
            case 0 -> "(" + vector(depth - 1) + ")";
            case 1 -> pick(List.of("-", "+")) + vector(depth - 1);
            case 2 -> vector(depth - 1) + " " + pick(OPERATORS) + " " + vector(depth - 1);
            case 3 -> "(" + vector(depth - 1) + ") " + vectorOperator() + " (" + vector(depth - 1) + ")";
            case 4 ->
                vector(depth - 1) + " " + pick(List.of("*", "+", "> bool", "<=", "^", "-")) + " " + scalar(depth - 1);
            case 5, 6 -> aggregate(depth);
            case 7, 8 -> pick(RANGE_FUNCTIONS) + "(" + range(depth - 1) + ")";
            case 9 -> "label_replace(" + vector(depth - 1) + ", 'a', \"$1\\n\\x41\", `b`, '(.*)')";
            case 10 -> "histogram_quantile(" + scalar(depth - 1) + ", " + vector(depth - 1) + ")";
            default -> selector() + time();
        };
    }

    private String scalar(int depth) {
        return switch (depth <= 0 ? 0 : random.nextInt(6)) {
            case 1 -> "(" + scalar(depth - 1) + ")";
            case 2 -> "-" + scalar(depth - 1);
            case 3 -> scalar(depth - 1) + pick(List.of("+", " - ", "*", "^", " == bool ")) + scalar(depth - 1);
            case 4 -> "scalar(" + vector(depth - 1) + ")";
            case 5 -> pick(List.of("time()", "pi()", "min_of(1, 2)"));
            default -> pick(NUMBERS);
        };
    }

    private String vectorOperator() {
        String op = pick(OPERATORS);
        boolean set = List.of("and", "or", "unless").contains(op);
        boolean comparison = List.of("==", "!=", "<", ">=").contains(op);
        String bool = comparison && random.nextBoolean() ? " bool" : "";
        if (random.nextBoolean()) {
            return op + bool;
        }
        String matching = op + bool + pick(List.of(" on", " ignoring")) + " (le, " + "\"x.y\")";
        if (!set && random.nextBoolean()) {
            matching += pick(List.of(" group_left (job)", " group_right ()", " group_left (a, b,)"));
        }
        if (!set && random.nextInt(3) == 0) {
            matching += pick(List.of(" fill(0)", " fill_left(-1)", " fill_right(Inf) fill_left(NaN)"));
        }
        return matching;
    }

    private String aggregate(int depth) {
        String grouping =
                pick(List.of("", " by (" + pick(LABELS) + ")", " without (" + pick(LABELS) + ", x,)", " by ()"));
        String parameter = "";
        String op = pick(AGGREGATES);
        if (random.nextInt(3) == 0) {
            op = pick(List.of("topk", "quantile", "limitk"));
            parameter = scalar(depth - 2) + ", ";
        }
        String body = "(" + parameter + vector(depth - 1) + ")";
        return random.nextBoolean() ? op + grouping + body : op + body + grouping;
    }

    private String range(int depth) {
        if (random.nextInt(3) == 0) {
            String step = random.nextBoolean() ? pick(DURATIONS) : "";
            return "(" + vector(depth - 1) + ")[" + pick(DURATIONS) + ":" + step + "]" + time();
        }
        return selector() + "[" + pick(DURATIONS) + "]" + time();
    }

    private String selector() {
        String matcher = pick(LABELS)
                + pick(List.of("=", "!=", "=~", "!~"))
                + pick(List.of("\"a\"", "'x|y'", "`.+`", "\"\\u00e9\\xff\""));
        return switch (random.nextInt(6)) {
            case 0 -> "{\"my metric\", " + matcher + "}";
            case 1 -> "{" + matcher + ", __name__=~\"a.*\"}";
            case 2 -> pick(METRICS) + " {" + matcher + ", " + pick(LABELS) + "=\"\",}";
            case 3 -> "{\"on\"} # a comment\n";
            default -> pick(METRICS);
        };
    }

    private String time() {
        String offset = pick(List.of("", "", "", " offset 5m", " offset -1h", " offset (1h / 2)", " offset -step()"));
        String at = pick(List.of("", "", "", " @ 1609746000", " @ start()", " @ end ()", " @ -1.5"));
        return random.nextBoolean() ? offset + at : at + offset;
    }
}
