package io.tocsin.promql;

/**
 * Whatever a query, a rule or a template can be blamed for: nothing else is thrown at a caller for what a user wrote.
 * The message is for that user.
 */
public class PromqlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PromqlException(String message) {
        super(message);
    }

    public PromqlException(String message, Throwable cause) {
        super(message, cause);
    }
}
