package io.tocsin.promql.parse;

import io.tocsin.promql.PromqlException;
import java.util.List;
import java.util.stream.Collectors;

/** A text that is no query. The message names every error with its line, column, source line and a caret. */
public final class ParseException extends PromqlException {

    private static final long serialVersionUID = 1L;

    private final transient List<ParseError> errors;

    ParseException(QueryText text, List<ParseError> errors) {
        super(errors.stream().map(e -> text.describe(e.span(), e.text())).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** In the order of the text; never empty. */
    public List<ParseError> errors() {
        return errors;
    }
}
