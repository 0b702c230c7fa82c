package io.tocsin.promql.parse;

import io.tocsin.promql.ast.Span;
import java.util.Locale;

/**
 * A piece of the text.
 *
 * @param text as it was written
 */
record Token(Kind kind, String text, int start) {

    enum Kind {
        WORD,
        NUMBER,
        DURATION,
        STRING,
        SYMBOL,
        /** Already reported. */
        ERROR,
        END
    }

    int end() {
        return start + text.length();
    }

    Span span() {
        return new Span(start, end());
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Keywords may be written in any case. */
    boolean isWord(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    String keyword() {
        return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : "";
    }

    /** For messages. */
    @Override
    public String toString() {
        return switch (kind) {
            case END -> "end of the query";
            case STRING -> "string " + text;
            case NUMBER -> "number " + text;
            case DURATION -> "duration " + text;
            case WORD, SYMBOL, ERROR -> "\"" + text + "\"";
        };
    }
}
