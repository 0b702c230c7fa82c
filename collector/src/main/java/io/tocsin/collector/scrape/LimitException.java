package io.tocsin.collector.scrape;

/** A scrape beyond a limit of its job; nothing of it is taken. */
final class LimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LimitException(String message) {
        super(message);
    }
}
