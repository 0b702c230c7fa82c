package io.tocsin.promql.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a function's arguments apart; what does not fit is a {@link TemplateError} that names the function. */
public final class Arguments {

    private Arguments() {}

    /** @throws TemplateError unless there are that many */
    public static void count(String function, List<@Nullable Object> arguments, int least, int most) {
        int count = arguments.size();
        if (count < least || count > most) {
            String wanted =
                    least == most ? String.valueOf(least) : count < least ? "at least " + least : "at most " + most;
            throw new TemplateError("wrong number of args for " + function + ": want " + wanted + " got " + count);
        }
    }

    public static @Nullable Object get(String function, List<@Nullable Object> arguments, int index) {
        count(function, arguments, index + 1, Integer.MAX_VALUE);
        return arguments.get(index);
    }

    public static String string(String function, List<@Nullable Object> arguments, int index) {
        if (Values.data(get(function, arguments, index)) instanceof String string) {
            return string;
        }
        throw wrong(function, arguments.get(index), "string");
    }

    public static List<?> list(String function, List<@Nullable Object> arguments, int index) {
        if (Values.data(get(function, arguments, index)) instanceof List<?> list) {
            return list;
        }
        throw wrong(function, arguments.get(index), "list");
    }

    public static Map<?, ?> map(String function, List<@Nullable Object> arguments, int index) {
        if (Values.data(get(function, arguments, index)) instanceof Map<?, ?> map) {
            return map;
        }
        throw wrong(function, arguments.get(index), "map");
    }

    public static long integer(String function, List<@Nullable Object> arguments, int index) {
        if (Values.data(get(function, arguments, index)) instanceof Long integer) {
            return integer;
        }
        throw wrong(function, arguments.get(index), "int");
    }

    /** As Prometheus' functions take numbers: also from texts, and durations in seconds. */
    public static double number(String function, List<@Nullable Object> arguments, int index) {
        Object value = get(function, arguments, index);
        return switch (value) {
            case GoDuration duration -> duration.seconds();
            case Double number -> number;
            case Long number -> number.doubleValue();
            case String text -> parse(text);
            case null, default -> throw new TemplateError("can't convert " + Values.typeName(value) + " to float");
        };
    }

    private static double parse(String text) {
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> {
                Object number = GoNumber.parse(text);
                if (number == null) {
                    throw new TemplateError("strconv.ParseFloat: parsing \"" + text + "\": invalid syntax");
                }
                yield ((Number) number).doubleValue();
            }
        };
    }

    private static TemplateError wrong(String function, @Nullable Object value, String wanted) {
        return new TemplateError(
                "wrong type for value of " + function + "; expected " + wanted + "; got " + Values.typeName(value));
    }
}
