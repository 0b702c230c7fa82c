package io.tocsin.schemas.labels;

import com.google.re2j.Pattern;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * An RE2 expression anchored at both ends. What people write most — a list of words, a beginning, an end, anything — is
 * answered without an automaton. As in Prometheus a dot also matches a line feed.
 */
final class Regex {

    private static final String META = "\\.+*?()|[]{}^$";
    private static final String ANY = ".*";

    private Regex() {}

    /** @throws com.google.re2j.PatternSyntaxException if the expression is malformed */
    static Predicate<String> compile(String expression) {
        if (expression.equals(ANY)) {
            return text -> true;
        }
        if (expression.equals(".+")) {
            return text -> !text.isEmpty();
        }
        String[] words = expression.split("\\|", -1);
        if (allLiteral(words)) {
            return words.length == 1 ? words[0]::equals : new HashSet<>(List.of(words))::contains;
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
            return Pattern.compile("^(?:" + expression + ")$", Pattern.DOTALL)::matches;
        }
        if (openStart && openEnd) {
            return text -> text.contains(literal);
        }
        return openStart ? text -> text.endsWith(literal) : text -> text.startsWith(literal);
    }

    private static boolean allLiteral(String[] words) {
        for (String word : words) {
            if (!isLiteral(word)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLiteral(String text) {
        return text.chars().noneMatch(c -> META.indexOf(c) >= 0);
    }
}
