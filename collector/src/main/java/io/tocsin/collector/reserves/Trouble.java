package io.tocsin.collector.reserves;

import java.util.Locale;

/** A figure that is not to be had; the message names no secret. */
final class Trouble extends Exception {

    private static final long serialVersionUID = 1L;

    /** The {@code reason} label of {@code tocsin_reserve_verifier_failures_total}. */
    enum Reason {
        /** Nobody answers. */
        UNREACHABLE,
        /** The time was over. */
        TIMEOUT,
        /** The handshake failed, or the certificate is not to be trusted. */
        TLS,
        /** The HTTP status is not one of 200 to 299. */
        STATUS,
        /** The answer is no JSON, or no HTTP. */
        MALFORMED,
        /** The database refuses, or the query is wrong. */
        DATABASE,
        /** The answer does not have the figure. */
        MISSING,
        /** It is there and is no exact number, or none that fits. */
        INVALID,
        /** A file of ours cannot be used. */
        CONFIGURATION,
        /** A fault, of the collector or of a driver. */
        FAULT,
        /** All figures are there, and the log does not take them. */
        LOG;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    Trouble(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
