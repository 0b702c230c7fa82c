package io.tocsin.promql.parse;

/** Ends the reading of a part of the text whose error has been reported; caught where reading can go on. */
final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unreadable() {
        super(null, null, false, false);
    }
}
