package io.tocsin.promql.parse;

import java.util.List;

/** The tokens of a query with a place among them; the last one is never passed. */
final class Tokens {

    private final List<Token> tokens;
    private final ParseErrors errors;
    private int at;

    Tokens(List<Token> tokens, ParseErrors errors) {
        this.tokens = tokens;
        this.errors = errors;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peekNext() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    /** The offset at which the last token taken ends. */
    int lastEnd() {
        return at == 0 ? 0 : tokens.get(at - 1).end();
    }

    boolean atSymbol(String symbol) {
        return peek().isSymbol(symbol);
    }

    boolean acceptSymbol(String symbol) {
        return accept(peek().isSymbol(symbol));
    }

    boolean acceptWord(String keyword) {
        return accept(peek().isWord(keyword));
    }

    private boolean accept(boolean found) {
        if (found) {
            next();
        }
        return found;
    }

    Token expectSymbol(String symbol, String context, String expected) {
        if (!atSymbol(symbol)) {
            throw unexpected(context, expected);
        }
        return next();
    }

    /** Reports the token that stands here, unless it was reported when it was cut. */
    Unreadable unexpected(String context, String expected) {
        Token token = peek();
        if (token.kind() != Token.Kind.ERROR) {
            errors.add(token.span(), "unexpected " + token + " in " + context, expected);
        }
        return new Unreadable();
    }

    /**
     * After an error: passes what stands before the next {@code ,} or {@code )} of this level.
     *
     * @return false if there is none
     */
    boolean skipToArgumentEnd() {
        int depth = 0;
        while (peek().kind() != Token.Kind.END) {
            if (depth == 0 && (atSymbol(",") || atSymbol(")"))) {
                return true;
            }
            String text = peek().kind() == Token.Kind.SYMBOL ? peek().text() : "";
            depth += "({[".contains(text) && !text.isEmpty() ? 1 : 0;
            depth -= ")}]".contains(text) && !text.isEmpty() ? 1 : 0;
            depth = Math.max(depth, 0);
            next();
        }
        return false;
    }
}
