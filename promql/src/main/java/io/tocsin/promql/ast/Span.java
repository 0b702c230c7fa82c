package io.tocsin.promql.ast;

/**
 * Where a node stands in its text: UTF-16 offsets, {@code end} exclusive. Spans take no part in a node's equality (two
 * spans are always equal), so that equal expressions from different places are equal.
 */
public record Span(int start, int end) {

    /** For nodes that were made, not read. */
    public static final Span NONE = new Span(0, 0);

    @Override
    public boolean equals(Object other) {
        return other instanceof Span;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
