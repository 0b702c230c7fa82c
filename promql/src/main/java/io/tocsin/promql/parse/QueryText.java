package io.tocsin.promql.parse;

import io.tocsin.promql.ast.Span;

/** A query's text, to say where in it something stands. Lines and columns count from 1, columns in characters. */
public final class QueryText {

    /** A longer source line is cut around the place in question. */
    private static final int MAX_WIDTH = 120;

    private final String text;

    public QueryText(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public int line(int offset) {
        return 1
                + (int) text.chars().limit(clamp(offset)).filter(c -> c == '\n').count();
    }

    public int column(int offset) {
        int at = clamp(offset);
        return 1 + text.codePointCount(lineStart(at), at);
    }

    /** {@code line:column}. */
    public String position(int offset) {
        return line(offset) + ":" + column(offset);
    }

    /** Three lines: {@code line:column: message}, the source line, and carets under the span. */
    public String describe(Span span, String message) {
        int start = clamp(span.start());
        int lineStart = lineStart(start);
        int lineEnd = text.indexOf('\n', start);
        lineEnd = lineEnd < 0 ? text.length() : lineEnd;
        int from = Math.max(lineStart, start - MAX_WIDTH / 2);
        int to = Math.min(lineEnd, from + MAX_WIDTH);
        int carets = Math.max(1, Math.min(clamp(span.end()), to) - start);
        String line = text.substring(from, to).replace('\t', ' ').stripTrailing();
        return position(start) + ": " + message + "\n  " + line + "\n  " + " ".repeat(start - from)
                + "^".repeat(carets);
    }

    private int clamp(int offset) {
        return Math.max(0, Math.min(offset, text.length()));
    }

    private int lineStart(int offset) {
        return offset == 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
    }
}
