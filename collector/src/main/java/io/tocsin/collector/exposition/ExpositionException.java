package io.tocsin.collector.exposition;

/** A body that is not in its format. Nothing of the scrape counts. The message says where and what was expected. */
public final class ExpositionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String expected;
    private final String text;

    ExpositionException(int line, int column, String expected, String got, String text) {
        // No stack trace: it would tell of the parser, and the fault is in the body.
        super(line + ":" + column + ": expected " + expected + ", got " + got + ": " + text, null, false, false);
        this.line = line;
        this.column = column;
        this.expected = expected;
        this.text = text;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** In characters, from 1. */
    public int column() {
        return column;
    }

    /** What should have stood there. */
    public String expected() {
        return expected;
    }

    /** The line, shortened, with control characters made visible. */
    public String text() {
        return text;
    }
}
