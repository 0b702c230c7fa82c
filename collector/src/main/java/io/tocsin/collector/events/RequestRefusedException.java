package io.tocsin.collector.events;

import java.util.Locale;

/** A request that is not taken at all; nothing of it was published. The message is for the sender. */
final class RequestRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The {@code reason} label of {@code tocsin_collector_event_requests_refused_total}. */
    enum Reason {
        UNSUPPORTED_TYPE(415),
        UNSUPPORTED_ENCODING(415),
        BODY_TOO_LARGE(413),
        TOO_MANY_EVENTS(413),
        MALFORMED(400),
        RATE_LIMITED(429),
        BUSY(503);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        /** Of the answer. */
        int status() {
            return status;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;
    private final long retryAfterSeconds;

    RequestRefusedException(Reason reason, String message) {
        this(reason, message, 0);
    }

    /** @param retryAfterSeconds 0 if sending it again is of no use */
    RequestRefusedException(Reason reason, String message, long retryAfterSeconds) {
        super(message);
        this.reason = reason;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    Reason reason() {
        return reason;
    }

    /** 0 if sending it again is of no use. */
    long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
