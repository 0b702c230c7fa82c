package io.tocsin.promql.template;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Go's {@code fmt.Sprintf}, its complaints inside the result included. */
final class GoPrintf {

    private static final int MAX_WIDTH = 1_000_000;

    private final String format;
    private final List<@Nullable Object> arguments;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int argument;
    private boolean reordered;

    /** Of the directive being read. */
    private boolean badIndex;

    private GoPrintf(String format, List<@Nullable Object> arguments) {
        this.format = format;
        this.arguments = arguments;
    }

    static String format(String format, List<@Nullable Object> arguments) {
        return new GoPrintf(format, arguments).run();
    }

    private String run() {
        while (at < format.length()) {
            int percent = format.indexOf('%', at);
            if (percent < 0) {
                out.append(format, at, format.length());
                break;
            }
            out.append(format, at, percent);
            at = percent + 1;
            directive();
            Limits.checkLength(out.length());
        }
        if (!reordered && argument < arguments.size()) {
            out.append(arguments.subList(argument, arguments.size()).stream()
                    .map(a -> a == null ? "<nil>" : Values.typeName(a) + "=" + GoFormat.plain(a))
                    .collect(Collectors.joining(", ", "%!(EXTRA ", ")")));
        }
        return out.toString();
    }

    private void directive() {
        badIndex = false;
        String flags = flags();
        index();
        Integer width = size("BADWIDTH");
        if (width != null && width < 0) {
            flags += "-";
            width = -width;
        }
        int precision = precision();
        index();
        if (at >= format.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int verb = format.codePointAt(at);
        at += Character.charCount(verb);
        String name = Character.toString(verb);
        if (verb == '%') {
            out.append('%');
        } else if (badIndex) {
            out.append("%!").append(name).append("(BADINDEX)");
        } else if (argument >= arguments.size()) {
            out.append("%!").append(name).append("(MISSING)");
        } else {
            out.append(
                    new GoFormat(flags, width == null ? 0 : width, precision).format(verb, arguments.get(argument++)));
        }
    }

    private String flags() {
        int start = at;
        while (at < format.length() && "+-# 0".indexOf(format.charAt(at)) >= 0) {
            at++;
        }
        return format.substring(start, at);
    }

    /** {@code [n]}: which argument is next. */
    private void index() {
        if (at >= format.length() || format.charAt(at) != '[') {
            return;
        }
        reordered = true;
        int end = format.indexOf(']', at);
        Integer number = end < 0 ? null : number(format.substring(at + 1, end));
        if (number == null || number < 1 || number > arguments.size()) {
            badIndex = true;
        } else {
            argument = number - 1;
        }
        at = end < 0 ? at + 1 : end + 1;
    }

    private int precision() {
        if (at >= format.length() || format.charAt(at) != '.') {
            return -1;
        }
        at++;
        index();
        Integer precision = size("BADPREC");
        return precision == null ? 0 : Math.max(-1, precision);
    }

    /** Digits, or {@code *} for an argument. */
    private @Nullable Integer size(String complaint) {
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            Object value = argument < arguments.size() ? arguments.get(argument++) : null;
            if (value instanceof Long size && Math.abs(size) <= MAX_WIDTH) {
                return size.intValue();
            }
            out.append("%!(").append(complaint).append(')');
            return null;
        }
        int start = at;
        while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
            at++;
        }
        return at == start ? null : number(format.substring(start, at));
    }

    private static @Nullable Integer number(String digits) {
        if (digits.isEmpty() || digits.length() > 7 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        int number = Integer.parseInt(digits);
        return number > MAX_WIDTH ? null : number;
    }
}
