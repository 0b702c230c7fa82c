package io.tocsin.collector.remotewrite;

/** A request that cannot be taken at all; nothing of it was published. The message is for the sender. */
final class RemoteWriteException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    private RemoteWriteException(int status, String message) {
        super(message);
        this.status = status;
    }

    static RemoteWriteException malformed(String message) {
        return new RemoteWriteException(400, message);
    }

    static RemoteWriteException tooLarge(String message) {
        return new RemoteWriteException(413, message);
    }

    static RemoteWriteException unsupported(String message) {
        return new RemoteWriteException(415, message);
    }

    /** The HTTP status to answer with. */
    int status() {
        return status;
    }
}
