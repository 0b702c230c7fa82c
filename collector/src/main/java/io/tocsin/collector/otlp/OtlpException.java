package io.tocsin.collector.otlp;

/** A request that cannot be taken at all; nothing of it was published or added up. The message is for the sender. */
final class OtlpException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    private OtlpException(int status, String message) {
        super(message);
        this.status = status;
    }

    static OtlpException malformed(String message) {
        return new OtlpException(400, message);
    }

    static OtlpException tooLarge(String message) {
        return new OtlpException(413, message);
    }

    static OtlpException unsupported(String message) {
        return new OtlpException(415, message);
    }

    /** The HTTP status to answer with. */
    int status() {
        return status;
    }
}
