package io.tocsin.collector.scrape.http;

/** A target that did not answer as it should; the message is for people, and names no secret. */
public final class ScrapeFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    public ScrapeFailedException(String message) {
        super(message);
    }
}
