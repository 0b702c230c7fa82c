package io.tocsin.collector.remotewrite;

import java.util.Locale;

/** A request that cannot be taken at all; nothing of it was published. The message is for the sender. */
final class RemoteWriteException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why; also the {@code reason} label of {@code tocsin_collector_remote_write_refused_total}. */
    enum Kind {
        MALFORMED(400),
        BODY_TOO_LARGE(413),
        UNCOMPRESSED_TOO_LARGE(413),
        TOO_MANY_SAMPLES(413),
        TOO_MANY_SYMBOLS(413),
        UNSUPPORTED(415);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;

    private RemoteWriteException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static RemoteWriteException malformed(String message) {
        return new RemoteWriteException(Kind.MALFORMED, message);
    }

    static RemoteWriteException bodyTooLarge(String message) {
        return new RemoteWriteException(Kind.BODY_TOO_LARGE, message);
    }

    static RemoteWriteException uncompressedTooLarge(String message) {
        return new RemoteWriteException(Kind.UNCOMPRESSED_TOO_LARGE, message);
    }

    static RemoteWriteException tooManySamples(String message) {
        return new RemoteWriteException(Kind.TOO_MANY_SAMPLES, message);
    }

    static RemoteWriteException tooManySymbols(String message) {
        return new RemoteWriteException(Kind.TOO_MANY_SYMBOLS, message);
    }

    static RemoteWriteException unsupported(String message) {
        return new RemoteWriteException(Kind.UNSUPPORTED, message);
    }

    Kind kind() {
        return kind;
    }

    /** The HTTP status to answer with. */
    int status() {
        return kind.status;
    }
}
