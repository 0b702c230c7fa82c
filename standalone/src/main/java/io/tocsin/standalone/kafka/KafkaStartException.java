package io.tocsin.standalone.kafka;

import org.jspecify.annotations.Nullable;

/** The embedded broker cannot start; the message says why, and what it was started on. */
public class KafkaStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KafkaStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
