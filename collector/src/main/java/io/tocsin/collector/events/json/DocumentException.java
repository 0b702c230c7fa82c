package io.tocsin.collector.events.json;

/** A body that cannot be taken apart into events; nothing of it may be taken. The message is for the sender. */
public final class DocumentException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;

    private DocumentException(String message, boolean tooLarge) {
        super(message);
        this.tooLarge = tooLarge;
    }

    static DocumentException malformed(String message) {
        return new DocumentException(message, false);
    }

    static DocumentException tooMany(int most) {
        return new DocumentException("the request has more than " + most + " events; send them in several", true);
    }

    /** Whether it has too many events; else it is no JSON, or none that could be events. */
    public boolean tooLarge() {
        return tooLarge;
    }
}
