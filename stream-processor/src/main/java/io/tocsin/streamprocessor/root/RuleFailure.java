package io.tocsin.streamprocessor.root;

import io.tocsin.promql.PromqlException;

/** A rule could not be evaluated at an instant, as a function of the data; its state stays as it was. */
final class RuleFailure extends PromqlException {

    private static final long serialVersionUID = 1L;

    RuleFailure(String message) {
        super(message);
    }
}
