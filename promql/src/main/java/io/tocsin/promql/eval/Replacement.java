package io.tocsin.promql.eval;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;

/**
 * The replacement text of {@code label_replace}: {@code $1}, {@code $name}, {@code ${name}} are groups, {@code $$} is a
 * dollar sign, a group that does not exist is empty (Go's {@code Regexp.Expand}).
 */
record Replacement(List<Part> parts) {

    /** Literal text, or the name or number of a group. */
    record Part(boolean group, String text) {}

    static Replacement parse(String template) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int i = 0;
        while (i < template.length()) {
            int end = template.charAt(i) == '$' ? groupEnd(template, i) : -1;
            if (end < 0) {
                boolean dollars = template.startsWith("$$", i);
                literal.append(template.charAt(i));
                i += dollars ? 2 : 1;
                continue;
            }
            parts.add(new Part(false, literal.toString()));
            literal.setLength(0);
            boolean braced = template.charAt(i + 1) == '{';
            parts.add(new Part(true, braced ? template.substring(i + 2, end - 1) : template.substring(i + 1, end)));
            i = end;
        }
        parts.add(new Part(false, literal.toString()));
        return new Replacement(parts);
    }

    /** @return where the group reference that begins at {@code dollar} ends, or -1 if it is none */
    private static int groupEnd(String template, int dollar) {
        boolean braced = template.startsWith("{", dollar + 1);
        int start = dollar + (braced ? 2 : 1);
        int end = start;
        while (end < template.length() && isWord(template.charAt(end))) {
            end++;
        }
        if (end == start || (braced && !template.startsWith("}", end))) {
            return -1;
        }
        return braced ? end + 1 : end;
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    String expand(Matcher matcher) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            out.append(part.group() ? group(matcher, part.text()) : part.text());
        }
        return out.toString();
    }

    private static String group(Matcher matcher, String name) {
        String value = null;
        if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int index = name.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(name);
            value = index <= matcher.groupCount() ? matcher.group(index) : null;
        } else if (matcher.pattern().namedGroups().containsKey(name)) {
            value = matcher.group(name);
        }
        return value == null ? "" : value;
    }
}
