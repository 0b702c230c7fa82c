package io.tocsin.promql.parse;

import io.tocsin.promql.text.GoString;
import java.util.ArrayList;
import java.util.List;

/** {@code (label, "quoted.label")} after {@code by}, {@code without}, {@code on}, {@code ignoring}, {@code group_left}. */
final class LabelListParser {

    private final Tokens tokens;
    private final Literals literals;
    private final ParseErrors errors;

    LabelListParser(Tokens tokens, Literals literals, ParseErrors errors) {
        this.tokens = tokens;
        this.literals = literals;
        this.errors = errors;
    }

    List<String> labels(String after) {
        String context = "the labels of " + after;
        tokens.expectSymbol("(", context, "\"(\"");
        List<String> labels = new ArrayList<>();
        while (!tokens.atSymbol(")")) {
            labels.add(label(context));
            if (!tokens.acceptSymbol(",") && !tokens.atSymbol(")")) {
                throw tokens.unexpected(context, "\",\" or \")\"");
            }
        }
        tokens.next();
        return labels;
    }

    private String label(String context) {
        Token token = tokens.peek();
        String label = switch (token.kind()) {
            case WORD -> token.text();
            case STRING -> literals.string(token);
            case NUMBER, DURATION, SYMBOL, ERROR, END -> throw tokens.unexpected(context, "a label name");
        };
        if (label.isEmpty() || !GoString.isValid(label)) {
            errors.add(token.span(), "invalid label name " + GoString.quote(label));
        }
        tokens.next();
        return label;
    }
}
