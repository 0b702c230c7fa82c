package io.tocsin.promql;

/** Something that is right as PromQL, and that this engine does not have: native histograms, above all. */
public final class UnsupportedException extends PromqlException {

    private static final long serialVersionUID = 1L;

    public UnsupportedException(String message) {
        super(message);
    }
}
