package io.tocsin.promql.template;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What templates ask of any value. */
final class Values {

    private Values() {}

    /** Beside its members. */
    static @Nullable Object data(@Nullable Object value) {
        return value instanceof TemplateObject object ? object.data() : value;
    }

    /** Go's notion: what is empty is false; NaN is not. */
    static boolean isTrue(@Nullable Object value) {
        Object data = data(value);
        return switch (data) {
            case null -> value != null;
            case Boolean b -> b;
            case String s -> !s.isEmpty();
            case Long l -> l != 0;
            case Double d -> d != 0;
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }

    static String typeName(@Nullable Object value) {
        return switch (value) {
            case null -> "<nil>";
            case String s -> "string";
            case Double d -> "float64";
            case Long l -> "int";
            case Boolean b -> "bool";
            case Map<?, ?> map -> "map[string]string";
            case List<?> list -> "[]interface {}";
            case TemplateObject object -> object.typeName();
            default -> value.getClass().getSimpleName();
        };
    }

    /** As an action prints its result. */
    static String print(@Nullable Object value) {
        return value == null ? "<no value>" : GoFormat.plain(value);
    }

    /** {@code print}: blanks between operands of which neither is a string. */
    static String printAll(List<@Nullable Object> values) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            if (i > 0 && !(values.get(i) instanceof String) && !(values.get(i - 1) instanceof String)) {
                out.append(' ');
            }
            out.append(GoFormat.plain(values.get(i)));
        }
        return out.toString();
    }

    static String printLine(List<@Nullable Object> values) {
        return values.stream().map(GoFormat::plain).collect(Collectors.joining(" ", "", "\n"));
    }

    /** A map's entries by ascending key, as Go prints and ranges over them. */
    static Map<String, Object> sorted(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(String.valueOf(key), value == null ? "" : value));
        return sorted;
    }
}
