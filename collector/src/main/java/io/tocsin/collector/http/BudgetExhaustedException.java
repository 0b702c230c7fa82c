package io.tocsin.collector.http;

/** Too many bytes of other requests are being worked on; a moment later there is room. */
public final class BudgetExhaustedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BudgetExhaustedException() {
        super("the collector is working on too many requests at once");
    }
}
