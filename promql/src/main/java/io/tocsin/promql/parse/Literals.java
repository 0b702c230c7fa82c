package io.tocsin.promql.parse;

import io.tocsin.promql.ast.Span;
import io.tocsin.promql.text.GoString;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The values of literal tokens; what has none is reported, and some value taken in its place. */
final class Literals {

    private final ParseErrors errors;

    Literals(ParseErrors errors) {
        this.errors = errors;
    }

    String string(Token token) {
        try {
            return GoString.unquote(token.text());
        } catch (GoString.Malformed e) {
            int start = token.start() + e.offset();
            errors.add(new Span(start, Math.max(start + 1, token.end() - 1)), String.valueOf(e.getMessage()));
            return "?";
        }
    }

    /** A number, or a duration in seconds. */
    double number(Token token) {
        if (token.kind() == Token.Kind.DURATION) {
            return durationMillis(token) / 1000.0;
        }
        OptionalDouble value = NumberText.number(token.text());
        if (value.isEmpty()) {
            errors.add(token.span(), "the number " + token.text() + " is out of range");
        }
        return value.orElse(1);
    }

    long durationMillis(Token token) {
        OptionalLong millis = NumberText.durationMillis(token.text());
        if (millis.isEmpty()) {
            errors.add(
                    token.span(),
                    "\"" + token.text() + "\" is not a valid duration",
                    "whole numbers with units from the longest to the shortest, as in 1h30m, below 292 years");
        }
        return millis.orElse(1);
    }

    /** {@code 5}, {@code -1.5}, {@code +Inf}, {@code 5m}. */
    double signedNumber(Tokens tokens, String context) {
        boolean negative = tokens.atSymbol("-");
        if (negative || tokens.atSymbol("+")) {
            tokens.next();
        }
        Token token = tokens.peek();
        Double word = Keywords.number(token.keyword());
        if (word == null && token.kind() != Token.Kind.NUMBER && token.kind() != Token.Kind.DURATION) {
            throw tokens.unexpected(context, "a number");
        }
        double value = word == null ? number(token) : word;
        tokens.next();
        return negative ? -value : value;
    }
}
