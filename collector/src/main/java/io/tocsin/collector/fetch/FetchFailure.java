package io.tocsin.collector.fetch;

import java.util.Locale;

/**
 * Why there is no answer, or not a whole one.
 *
 * @param text for people; no secret is in it
 */
public record FetchFailure(Reason reason, Phase phase, String text) {

    /** What went wrong, as a label says it. */
    public enum Reason {
        /** The name has no address. */
        RESOLVE,
        /** Nobody listens, or there is no way there. */
        CONNECT,
        /** The time was over; the phase says where. */
        TIMEOUT,
        /** The handshake failed, or the certificate is not to be trusted. */
        TLS,
        /** The connection was lost. */
        CONNECTION_LOST,
        /** What came is no HTTP/1.1, or beyond all bounds. */
        MALFORMED,
        /** Too many redirects, or one to nowhere. */
        REDIRECT,
        /** A file of ours, with a secret or a certificate, cannot be used. */
        CONFIGURATION;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return phase.label() + ": " + text;
    }
}
