package io.tocsin.promql.parse;

import io.tocsin.promql.ast.Span;

/**
 * One thing that is wrong with a query.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param expected what would have been right here; empty where there is no short answer
 */
public record ParseError(Span span, int line, int column, String message, String expected) {

    /** {@code message, expected …}. */
    public String text() {
        return expected.isEmpty() ? message : message + ", expected " + expected;
    }
}
