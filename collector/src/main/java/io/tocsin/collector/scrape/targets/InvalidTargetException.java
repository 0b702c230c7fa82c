package io.tocsin.collector.scrape.targets;

/** An address, or what relabelling made of it, that cannot be scraped. */
final class InvalidTargetException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidTargetException(String message) {
        super(message);
    }
}
