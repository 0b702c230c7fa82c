package io.tocsin.schemas.topics;

/** The topics cannot be used as they are. The message is for the operator. */
public final class TopicSetupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TopicSetupException(String message) {
        super(message);
    }

    TopicSetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
