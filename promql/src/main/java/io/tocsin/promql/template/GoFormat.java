package io.tocsin.promql.template;

import io.tocsin.promql.text.GoFloat;
import io.tocsin.promql.text.GoString;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One value under one verb of Go's {@code fmt}.
 *
 * @param width 0 where none is given
 * @param precision negative where none is given
 */
record GoFormat(String flags, int width, int precision) {

    private static final GoFormat PLAIN = new GoFormat("", 0, -1);

    /** {@code %v}. */
    static String plain(@Nullable Object value) {
        return PLAIN.format('v', value);
    }

    String format(int verb, @Nullable Object value) {
        if (verb == 'T') {
            return pad(Values.typeName(value));
        }
        return switch (value) {
            case null -> verb == 'v' ? pad("<nil>") : "%!" + Character.toString(verb) + "(<nil>)";
            case String s -> string(verb, s);
            case Long l -> integer(verb, l);
            case Double d -> floating(verb, d);
            case Boolean b -> verb == 't' || verb == 'v' ? pad(b.toString()) : bad(verb, value);
            case List<?> list -> all(list, item -> format(verb, item));
            case Map<?, ?> map -> map(verb, map);
            case TemplateObject object -> object(verb, object);
            default -> bad(verb, value);
        };
    }

    private boolean has(char flag) {
        return flags.indexOf(flag) >= 0;
    }

    private String pad(String text) {
        int missing = width - text.codePointCount(0, text.length());
        String blanks = " ".repeat(Math.max(0, missing));
        return has('-') ? text + blanks : blanks + text;
    }

    /** Zeros go between the sign and the digits. */
    private String padNumber(String number) {
        if (!has('0') || has('-') || number.length() >= width || number.endsWith("Inf") || number.endsWith("NaN")) {
            return pad(number);
        }
        int sign = number.startsWith("-") || number.startsWith("+") || number.startsWith(" ") ? 1 : 0;
        return number.substring(0, sign) + "0".repeat(width - number.length()) + number.substring(sign);
    }

    private String signed(String number) {
        if (number.startsWith("-") || number.startsWith("+")) {
            boolean unwanted = number.startsWith("+") && !has('+');
            return unwanted && !number.equals("+Inf") ? number.substring(1) : number;
        }
        return has('+') ? "+" + number : has(' ') ? " " + number : number;
    }

    private String bad(int verb, Object value) {
        return "%!" + Character.toString(verb) + "(" + Values.typeName(value) + "=" + plain(value) + ")";
    }

    private String string(int verb, String value) {
        String cut = precision < 0 || precision >= value.codePointCount(0, value.length())
                ? value
                : value.substring(0, value.offsetByCodePoints(0, precision));
        return switch (verb) {
            case 'v', 's' -> pad(verb == 'v' && has('#') ? GoString.quote(cut) : cut);
            case 'q' -> pad(has('#') && cut.indexOf('`') < 0 ? "`" + cut + "`" : GoString.quote(cut));
            case 'x', 'X' -> pad(hexadecimal(verb, cut));
            default -> bad(verb, value);
        };
    }

    private String hexadecimal(int verb, String value) {
        StringBuilder out = new StringBuilder(has('#') ? "0x" : "");
        for (byte b : value.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            out.append(has(' ') && out.length() > (has('#') ? 2 : 0) ? " " : "").append(String.format("%02x", b));
        }
        return verb == 'X' ? out.toString().toUpperCase(Locale.ROOT) : out.toString();
    }

    private String integer(int verb, long value) {
        return switch (verb) {
            case 'v', 'd' -> padNumber(signed(digits(value, 10, "")));
            case 'b' -> padNumber(signed(digits(value, 2, has('#') ? "0b" : "")));
            case 'o' -> padNumber(signed(digits(value, 8, has('#') ? "0" : "")));
            case 'O' -> padNumber(signed(digits(value, 8, "0o")));
            case 'x' -> padNumber(signed(digits(value, 16, has('#') ? "0x" : "")));
            case 'X' ->
                padNumber(signed(digits(value, 16, has('#') ? "0x" : "")).toUpperCase(Locale.ROOT));
            case 'c' -> pad(character(value));
            case 'q' -> pad("'" + character(value) + "'");
            case 'U' -> pad("U+" + String.format("%04X", value));
            default -> bad(verb, value);
        };
    }

    private String digits(long value, int radix, String prefix) {
        String digits = Long.toString(value, radix);
        String absolute = value < 0 ? digits.substring(1) : digits;
        return (value < 0 ? "-" : "") + prefix + "0".repeat(Math.max(0, precision - absolute.length())) + absolute;
    }

    private static String character(long value) {
        return Character.toString(Character.isValidCodePoint((int) value) ? (int) value : 0xfffd);
    }

    private String floating(int verb, double value) {
        char lower = (char) Character.toLowerCase(verb);
        String number = switch (verb) {
            case 'v', 'g', 'G' -> GoFloat.format(value, 'g', precision < 0 ? GoFloat.SHORTEST : precision);
            case 'e', 'E', 'f', 'F' -> GoFloat.format(value, lower, precision < 0 ? 6 : precision);
            case 'x', 'X' -> Double.toHexString(value);
            default -> "";
        };
        if (number.isEmpty()) {
            return bad(verb, value);
        }
        boolean upper = verb == 'G' || verb == 'E' || verb == 'X';
        return padNumber(signed(upper && Double.isFinite(value) ? number.toUpperCase(Locale.ROOT) : number));
    }

    private static String all(List<?> list, Function<@Nullable Object, String> format) {
        return list.stream().map(format).collect(Collectors.joining(" ", "[", "]"));
    }

    private String map(int verb, Map<?, ?> map) {
        return Values.sorted(map).entrySet().stream()
                .map(e -> format(verb, e.getKey()) + ":" + format(verb, e.getValue()))
                .collect(Collectors.joining(" ", "map[", "]"));
    }

    private String object(int verb, TemplateObject object) {
        Object data = object.data();
        boolean textual = verb == 'v' || verb == 's' || verb == 'q';
        return data == null || (textual && object instanceof GoDuration)
                ? string(verb, object.toString())
                : format(verb, data);
    }
}
