package io.tocsin.promql.template;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The functions that every Go template has. */
final class GoFunctions {

    private static final Map<String, TemplateFunction> ALL = new HashMap<>();

    static {
        // Evaluated by themselves, because they do not look at all of their operands.
        ALL.put("and", (arguments, scope) -> null);
        ALL.put("or", (arguments, scope) -> null);
        ALL.put("not", (arguments, scope) -> {
            Arguments.count("not", arguments, 1, 1);
            return !Values.isTrue(arguments.getFirst());
        });
        ALL.put("eq", (arguments, scope) -> Comparisons.equalsAny(arguments));
        ALL.put("ne", (arguments, scope) -> {
            Arguments.count("ne", arguments, 2, 2);
            return !Comparisons.equalsAny(arguments);
        });
        ALL.put("lt", (arguments, scope) -> Comparisons.order("lt", arguments) == Comparisons.Order.LESS);
        ALL.put("le", (arguments, scope) -> Comparisons.order("le", arguments).isAtMostEqual());
        ALL.put("gt", (arguments, scope) -> Comparisons.order("gt", arguments) == Comparisons.Order.GREATER);
        ALL.put("ge", (arguments, scope) -> Comparisons.order("ge", arguments).isAtLeastEqual());
        ALL.put("len", (arguments, scope) -> length(arguments));
        ALL.put("index", (arguments, scope) -> index(arguments));
        ALL.put("slice", (arguments, scope) -> slice(arguments));
        ALL.put("print", (arguments, scope) -> Values.printAll(arguments));
        ALL.put("println", (arguments, scope) -> Values.printLine(arguments));
        ALL.put(
                "printf",
                (arguments, scope) -> GoPrintf.format(
                        Arguments.string("printf", arguments, 0), arguments.subList(1, arguments.size())));
        ALL.put("html", (arguments, scope) -> html(text(arguments)));
        ALL.put("js", (arguments, scope) -> javaScript(text(arguments)));
        ALL.put("urlquery", (arguments, scope) -> urlQuery(text(arguments)));
        ALL.put("call", (arguments, scope) -> {
            throw new TemplateError("call of non-function " + GoFormat.plain(Arguments.get("call", arguments, 0)));
        });
    }

    private GoFunctions() {}

    static Map<String, TemplateFunction> all() {
        return ALL;
    }

    private static String text(List<@Nullable Object> arguments) {
        return arguments.size() == 1 && arguments.getFirst() instanceof String text ? text : Values.printAll(arguments);
    }

    private static Object length(List<@Nullable Object> arguments) {
        Arguments.count("len", arguments, 1, 1);
        Object value = Values.data(arguments.getFirst());
        return switch (value) {
            // Go counts bytes.
            case String text -> (long) text.getBytes(StandardCharsets.UTF_8).length;
            case List<?> list -> (long) list.size();
            case Map<?, ?> map -> (long) map.size();
            case null, default -> throw new TemplateError("len of type " + Values.typeName(value));
        };
    }

    private static @Nullable Object index(List<@Nullable Object> arguments) {
        Object value = Arguments.get("index", arguments, 0);
        for (int i = 1; i < arguments.size(); i++) {
            Object data = Values.data(value);
            if (data instanceof Map<?, ?> map) {
                Object found = map.get(Arguments.string("index", arguments, i));
                value = found == null ? "" : found;
            } else if (data instanceof List<?> list) {
                value = list.get(position(arguments, i, list.size() - 1));
            } else if (data instanceof String text) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                value = (long) (bytes[position(arguments, i, bytes.length - 1)] & 0xff);
            } else {
                throw new TemplateError("can't index item of type " + Values.typeName(value));
            }
        }
        return value;
    }

    private static int position(List<@Nullable Object> arguments, int argument, int last) {
        long position = Arguments.integer("index", arguments, argument);
        if (position < 0 || position > last) {
            throw new TemplateError("index out of range: " + position);
        }
        return (int) position;
    }

    private static Object slice(List<@Nullable Object> arguments) {
        Arguments.count("slice", arguments, 1, 3);
        Object value = Values.data(arguments.getFirst());
        byte[] bytes = value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
        int size = value instanceof List<?> list ? list.size() : bytes.length;
        int from = arguments.size() > 1 ? position(arguments, 1, size) : 0;
        int to = arguments.size() > 2 ? position(arguments, 2, size) : size;
        if (from > to) {
            throw new TemplateError("invalid slice index: " + from + " > " + to);
        }
        return switch (value) {
            case String text -> new String(bytes, from, to - from, StandardCharsets.UTF_8);
            case List<?> list -> list.subList(from, to);
            case null, default -> throw new TemplateError("can't slice item of type " + Values.typeName(value));
        };
    }

    static String html(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(
                    switch (c) {
                        case '\0' -> "\ufffd";
                        case '"' -> "&#34;";
                        case '\'' -> "&#39;";
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        default -> String.valueOf(c);
                    });
        }
        return out.toString();
    }

    private static String javaScript(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(
                    switch (c) {
                        case '\\' -> "\\\\";
                        case '\'' -> "\\'";
                        case '"' -> "\\\"";
                        case '<', '>', '&', '=' -> String.format("\\u%04X", (int) c);
                        default -> c < ' ' ? String.format("\\u%04X", (int) c) : String.valueOf(c);
                    });
        }
        return out.toString();
    }

    /** As Go's {@code url.QueryEscape}. */
    static String urlQuery(String text) {
        return Objects.requireNonNull(URLEncoder.encode(text, StandardCharsets.UTF_8))
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
