package io.tocsin.streamprocessor.replay;

/** There is no log that could be replayed; the message says what is missing. */
public final class UnreadableLogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableLogException(String message) {
        super(message);
    }
}
