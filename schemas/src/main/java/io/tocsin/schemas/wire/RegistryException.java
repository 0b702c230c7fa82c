package io.tocsin.schemas.wire;

import org.apache.kafka.common.errors.SerializationException;

/** The schema registry did not answer, or refused: no fault of the record, which may be tried again. */
public final class RegistryException extends SerializationException {

    private static final long serialVersionUID = 1L;

    RegistryException(String message) {
        super(message);
    }

    RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
