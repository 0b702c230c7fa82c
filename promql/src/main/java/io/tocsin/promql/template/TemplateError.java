package io.tocsin.promql.template;

/** What a function or a member throws at the values it was given; becomes a {@link TemplateException} with a position. */
public final class TemplateError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TemplateError(String message) {
        super(message, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
