package io.tocsin.promql.template;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.text.TextPosition;

/** A template that cannot be read, or that cannot be rendered with the values it was given. */
public final class TemplateException extends PromqlException {

    private static final long serialVersionUID = 1L;

    private final transient TextPosition position;
    private final String reason;

    TemplateException(String template, TextPosition position, String reason) {
        super("template " + template + ":" + position + ": " + reason);
        this.position = position;
        this.reason = reason;
    }

    public TextPosition position() {
        return position;
    }

    /** Of the position, from 1. */
    public int line() {
        return position.line();
    }

    /** Of the position, from 1. */
    public int column() {
        return position.column();
    }

    /** The message without the template's name and the position. */
    public String reason() {
        return reason;
    }
}
