package io.tocsin.collector.exposition;

/** An answer whose format is not known. Nothing of the scrape counts. */
public final class ContentTypeException extends Exception {

    private static final long serialVersionUID = 1L;

    ContentTypeException(String message) {
        super(message);
    }
}
