package io.tocsin.promql.eval;

import io.tocsin.promql.ast.Span;
import java.util.Comparator;

/**
 * Something to tell the person who asked, beside the result.
 *
 * @param text begins, as in Prometheus, with {@code PromQL warning: } or {@code PromQL info: }
 * @param at the expression it is about
 */
public record Annotation(Level level, String text, Span at) implements Comparable<Annotation> {

    /** How much it matters. */
    public enum Level {
        WARNING,
        INFO
    }

    private static final Comparator<Annotation> ORDER = Comparator.comparing(Annotation::level)
            .thenComparing(Annotation::text)
            .thenComparingInt(annotation -> annotation.at().start());

    public static Annotation warning(String text, Span at) {
        return new Annotation(Level.WARNING, "PromQL warning: " + text, at);
    }

    public static Annotation info(String text, Span at) {
        return new Annotation(Level.INFO, "PromQL info: " + text, at);
    }

    /** As the HTTP API shows it: with the line and column in the text of the query. */
    public String render(String query) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < at.start() && i < query.length(); i++) {
            boolean feed = query.charAt(i) == '\n';
            line += feed ? 1 : 0;
            column = feed ? 1 : column + 1;
        }
        return text + " (" + line + ":" + column + ")";
    }

    @Override
    public int compareTo(Annotation other) {
        return ORDER.compare(this, other);
    }
}
