package io.tocsin.schemas.labels;

import com.google.re2j.Pattern;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An RE2 expression anchored at both ends. What people write most — a list of words, a beginning, an end, anything — is
 * answered without an automaton. As in Prometheus a dot also matches a line feed.
 */
final class Regex {

    private static final String META = "\\.+*?()|[]{}^$";
    private static final String ANY = ".*";

    private Regex() {}

    /** @throws com.google.re2j.PatternSyntaxException if the expression is malformed or too large */
    static Predicate<String> compile(String expression) {
        if (expression.equals(ANY)) {
            return text -> true;
        }
        if (expression.equals(".+")) {
            return text -> !text.isEmpty();
        }
        Set<String> words = words(expression);
        if (words != null) {
            return words.size() == 1 ? words.iterator().next()::equals : words::contains;
        }
        return literalEdge(expression);
    }

    private static Predicate<String> literalEdge(String expression) {
        boolean openStart = expression.startsWith(ANY);
        boolean openEnd = expression.endsWith(ANY) && expression.length() > ANY.length();
        int from = openStart ? ANY.length() : 0;
        int to = expression.length() - (openEnd ? ANY.length() : 0);
        String literal = from <= to ? expression.substring(from, to) : "*";
        if (!(openStart || openEnd) || !isLiteral(literal)) {
            return BoundedRegex.compile("^(?:" + expression + ")$", Pattern.DOTALL)::matches;
        }
        if (openStart && openEnd) {
            return text -> text.contains(literal);
        }
        return openStart ? text -> text.endsWith(literal) : text -> text.startsWith(literal);
    }

    /** @return the texts of {@code a|b\.c|d}; null if it is more than that */
    private static @Nullable Set<String> words(String expression) {
        Set<String> words = new HashSet<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            boolean escaped = c == '\\' && i + 1 < expression.length() && META.indexOf(expression.charAt(i + 1)) >= 0;
            if (c == '|') {
                words.add(word.toString());
                word.setLength(0);
            } else if (META.indexOf(c) < 0 || escaped) {
                i += escaped ? 1 : 0;
                word.append(expression.charAt(i));
            } else {
                return null;
            }
        }
        words.add(word.toString());
        return words;
    }

    private static boolean isLiteral(String text) {
        return text.chars().noneMatch(c -> META.indexOf(c) >= 0);
    }
}
