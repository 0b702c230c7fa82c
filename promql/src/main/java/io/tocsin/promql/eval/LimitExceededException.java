package io.tocsin.promql.eval;

import io.tocsin.promql.PromqlException;

/** An evaluation was ended by one of its {@link Limits}, or interrupted. */
public final class LimitExceededException extends PromqlException {

    private static final long serialVersionUID = 1L;

    public LimitExceededException(String message) {
        super(message);
    }
}
