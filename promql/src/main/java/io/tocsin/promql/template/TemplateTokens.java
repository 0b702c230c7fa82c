package io.tocsin.promql.template;

import java.util.List;

/** The tokens of a template with a place among them; the last one is never passed. */
final class TemplateTokens {

    private final TemplateSource source;
    private final List<TemplateToken> tokens;
    private int at;

    TemplateTokens(TemplateSource source, List<TemplateToken> tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    TemplateToken peek() {
        return peek(0);
    }

    TemplateToken peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    TemplateToken next() {
        TemplateToken token = peek();
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    boolean acceptSymbol(String symbol) {
        if (peek().isSymbol(symbol)) {
            next();
            return true;
        }
        return false;
    }

    TemplateException unexpected(String context) {
        return source.error(peek().offset(), "unexpected " + peek() + " in " + context);
    }
}
