package io.tocsin.streamprocessor.http;

/** Somebody else listens where the stream-processor should. */
public final class PortTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PortTakenException(String address, int port, Throwable cause) {
        super(
                "the stream-processor needs port " + port + " on " + address
                        + ", but another program listens there; stop it, or choose another with stream_processor.port",
                cause);
    }
}
