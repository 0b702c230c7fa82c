package io.tocsin.schemas.labels;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Map;

/** Go's way of replacing what a regular expression has found: {@code $1}, {@code ${1}x}, {@code $name}, {@code $$}. */
public final class GoRegex {

    private GoRegex() {}

    /** {@code ReplaceAllString}. */
    public static String replaceAll(Pattern pattern, String template, String text) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder out = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            out.append(text, end, matcher.start()).append(expand(matcher, template));
            end = matcher.end();
        }
        return out.append(text.substring(end)).toString();
    }

    /** {@code Expand}: the template with what the last match captured; unknown groups are empty. */
    public static String expand(Matcher matcher, String template) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at++);
            if (c != '$' || at >= template.length()) {
                out.append(c);
            } else if (template.charAt(at) == '$') {
                out.append('$');
                at++;
            } else {
                at = reference(matcher, template, at, out);
            }
        }
        return out.toString();
    }

    /** @return where the reference that begins behind the dollar ends */
    private static int reference(Matcher matcher, String template, int at, StringBuilder out) {
        boolean braced = template.charAt(at) == '{';
        int start = braced ? at + 1 : at;
        int end = start;
        while (end < template.length() && isNameCharacter(template.charAt(end))) {
            end++;
        }
        boolean closed = !braced || (end < template.length() && template.charAt(end) == '}');
        if (end == start || !closed) {
            out.append('$');
            return at;
        }
        out.append(group(matcher, template.substring(start, end)));
        return braced ? end + 1 : end;
    }

    private static String group(Matcher matcher, String name) {
        int index = -1;
        // As in Go a number has no zeros in front.
        if (name.chars().allMatch(c -> c >= '0' && c <= '9') && (name.length() == 1 || name.charAt(0) != '0')) {
            index = name.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(name);
        } else {
            Map<String, Integer> names = matcher.pattern().namedGroups();
            index = names.getOrDefault(name, -1);
        }
        String value = index >= 0 && index <= matcher.groupCount() ? matcher.group(index) : null;
        return value == null ? "" : value;
    }

    private static boolean isNameCharacter(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
