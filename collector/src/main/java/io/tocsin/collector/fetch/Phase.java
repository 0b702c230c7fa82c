package io.tocsin.collector.fetch;

import java.util.Locale;

/** What a fetch does, one after the other; after a redirect it begins again. */
public enum Phase {
    /** Asking for the addresses of a name. The platform remembers them for 30 s, an answer that there are none for 10 s. */
    RESOLVE,
    /** Opening a TCP connection. */
    CONNECT,
    /** The TLS handshake, with looking at the certificate. */
    TLS,
    /** Sending the request, and waiting for the first byte of the answer. */
    PROCESSING,
    /** From the first byte of the answer to the last. */
    TRANSFER;

    /** The label {@code phase}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
