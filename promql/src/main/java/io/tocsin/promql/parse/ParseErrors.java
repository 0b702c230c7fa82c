package io.tocsin.promql.parse;

import io.tocsin.promql.ast.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What has been found wrong so far; the rest of the text is still looked at. */
final class ParseErrors {

    /** More help nobody. */
    private static final int MAX_ERRORS = 20;

    private final QueryText text;
    private final List<ParseError> errors = new ArrayList<>();

    ParseErrors(QueryText text) {
        this.text = text;
    }

    void add(Span span, String message) {
        add(span, message, "");
    }

    void add(Span span, String message, String expected) {
        if (errors.size() < MAX_ERRORS) {
            int line = text.line(span.start());
            errors.add(new ParseError(span, line, text.column(span.start()), message, expected));
        }
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    ParseException exception() {
        errors.sort(Comparator.comparingInt(e -> e.span().start()));
        return new ParseException(text, errors);
    }
}
