package io.tocsin.promql.text;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column from 1, in characters (code points)
 */
public record TextPosition(int line, int column) {

    /** @param offset in UTF-16 units; one beyond the text is its end */
    public static TextPosition of(String text, int offset) {
        int at = Math.max(0, Math.min(offset, text.length()));
        int lineStart = at == 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
        int line = 1 + (int) text.chars().limit(at).filter(c -> c == '\n').count();
        return new TextPosition(line, 1 + text.codePointCount(lineStart, at));
    }

    /** {@code line:column}. */
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
