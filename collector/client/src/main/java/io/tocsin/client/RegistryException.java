package io.tocsin.client;

/** The schema registry did not answer, or refused. The message holds no secret. */
final class RegistryException extends Exception {

    private static final long serialVersionUID = 1L;

    RegistryException(String message) {
        super(message);
    }

    RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
