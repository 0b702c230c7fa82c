package io.tocsin.promql.parse;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.Span;

/** Reads PromQL: the whole language of Prometheus 3. Stateless and thread-safe. */
public final class PromqlParser {

    /** A limit for texts that nobody has written. */
    static final int MAX_LENGTH = 1 << 20;

    private PromqlParser() {}

    /**
     * Reads an expression and checks its types.
     *
     * @throws ParseException with every error that could be found
     */
    public static Expr parse(String text, ParseOptions options) {
        ParseErrors errors = new ParseErrors(new QueryText(text));
        Expr expr = text.length() > MAX_LENGTH ? tooLong(text, errors) : read(text, options, errors);
        if (!errors.isEmpty()) {
            throw errors.exception();
        }
        return expr;
    }

    private static Expr read(String text, ParseOptions options, ParseErrors errors) {
        Tokens tokens = new Tokens(Lexer.tokens(text, errors), errors);
        ExprParser parser = new ExprParser(tokens, errors, options);
        Expr expr = parser.parseAll();
        if (parser.isComplete()) {
            new TypeCheck(errors, options).check(expr);
        }
        return expr;
    }

    private static Expr tooLong(String text, ParseErrors errors) {
        Expr.StringLiteral nothing = new Expr.StringLiteral("", Span.NONE);
        errors.add(nothing.span(), "a query of " + text.length() + " characters; the most is " + MAX_LENGTH);
        return nothing;
    }
}
