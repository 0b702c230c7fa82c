package io.tocsin.collector.fetch;

import java.io.IOException;

/** A failure whose reason is known where it happens; the message names no secret. */
final class FetchException extends IOException {

    private static final long serialVersionUID = 1L;

    private final FetchFailure.Reason reason;

    FetchException(FetchFailure.Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    FetchFailure.Reason reason() {
        return reason;
    }
}
