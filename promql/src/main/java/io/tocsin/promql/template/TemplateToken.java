package io.tocsin.promql.template;

/**
 * A piece of a template.
 *
 * @param spaced whether blanks stand before it
 */
record TemplateToken(Kind kind, String text, int offset, boolean spaced) {

    enum Kind {
        /** Outside of actions, trimmed. */
        TEXT,
        OPEN,
        CLOSE,
        WORD,
        /** With its {@code $}. */
        VARIABLE,
        /** With its dot. */
        FIELD,
        NUMBER,
        STRING,
        CHARACTER,
        SYMBOL,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    /** For messages. */
    @Override
    public String toString() {
        return switch (kind) {
            case END -> "the end of the template";
            case CLOSE -> "\"}}\"";
            case TEXT -> "text";
            default -> "\"" + text + "\"";
        };
    }
}
