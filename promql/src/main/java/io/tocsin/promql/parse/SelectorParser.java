package io.tocsin.promql.parse;

import com.google.re2j.PatternSyntaxException;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.RangeModifier;
import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.ast.Span;
import io.tocsin.promql.ast.TimeModifier;
import io.tocsin.promql.text.GoString;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.labels.Matcher;
import java.util.ArrayList;
import java.util.List;

/** {@code name}, {@code name{a="b"}}, {@code {"my.metric", "a.b"=~"c.*"}}. */
final class SelectorParser {

    private static final String CONTEXT = "the label matchers";

    private final Tokens tokens;
    private final ParseErrors errors;
    private final Literals literals;

    SelectorParser(Tokens tokens, ParseErrors errors, Literals literals) {
        this.tokens = tokens;
        this.errors = errors;
        this.literals = literals;
    }

    Expr selector() {
        Token first = tokens.peek();
        List<Matcher> matchers = new ArrayList<>();
        if (first.kind() == Token.Kind.WORD) {
            if (Keywords.isNeverMetric(first.keyword())) {
                throw tokens.unexpected(
                        "the query", "an expression; a metric of this name is written {\"" + first.text() + "\"}");
            }
            matchers.add(Matcher.equal(Labels.METRIC_NAME, tokens.next().text()));
        }
        if (tokens.acceptSymbol("{")) {
            braces(matchers, !matchers.isEmpty());
        }
        Span span = new Span(first.start(), tokens.lastEnd());
        return new Expr.VectorSelector(new Selector(nameFirst(matchers)), TimeModifier.NONE, RangeModifier.NONE, span);
    }

    private void braces(List<Matcher> matchers, boolean named) {
        while (!tokens.atSymbol("}")) {
            Token first = tokens.peek();
            Matcher matcher = matcher();
            if (named && matcher.name().equals(Labels.METRIC_NAME)) {
                errors.add(first.span(), "the metric name must not be set twice");
            }
            matchers.add(matcher);
            if (!tokens.acceptSymbol(",") && !tokens.atSymbol("}")) {
                throw tokens.unexpected(CONTEXT, "\",\" or \"}\"");
            }
        }
        tokens.next();
    }

    private Matcher matcher() {
        Token label = tokens.peek();
        if (label.kind() != Token.Kind.WORD && label.kind() != Token.Kind.STRING) {
            throw tokens.unexpected(CONTEXT, "a label name or \"}\"");
        }
        String name = label.kind() == Token.Kind.STRING ? literals.string(label) : label.text();
        tokens.next();
        if (label.kind() == Token.Kind.STRING && (tokens.atSymbol(",") || tokens.atSymbol("}"))) {
            checkName(label, name, "metric");
            return Matcher.equal(Labels.METRIC_NAME, name);
        }
        checkName(label, name, "label");
        Matcher.Type type = type();
        tokens.next();
        Token value = tokens.peek();
        if (value.kind() != Token.Kind.STRING) {
            throw tokens.unexpected(CONTEXT, "a string");
        }
        return matcher(name, type, tokens.next());
    }

    private void checkName(Token token, String name, String what) {
        if (name.isEmpty() || !GoString.isValid(name)) {
            errors.add(token.span(), "invalid " + what + " name " + GoString.quote(name));
        }
    }

    private Matcher.Type type() {
        Token operator = tokens.peek();
        for (Matcher.Type type : Matcher.Type.values()) {
            if (operator.isSymbol(type.symbol())) {
                return type;
            }
        }
        throw tokens.unexpected(CONTEXT, "one of = != =~ !~");
    }

    private Matcher matcher(String name, Matcher.Type type, Token value) {
        String text = literals.string(value);
        try {
            return Matcher.of(name, type, text);
        } catch (PatternSyntaxException e) {
            errors.add(value.span(), "invalid regular expression: " + e.getMessage());
            return Matcher.equal(name, "?");
        }
    }

    /** Where a single equality fixes the metric name it stands first: {@code {a="b", __name__="x"}} is {@code x{a="b"}}. */
    private static List<Matcher> nameFirst(List<Matcher> matchers) {
        List<Matcher> names = matchers.stream()
                .filter(m -> m.name().equals(Labels.METRIC_NAME))
                .toList();
        if (names.size() != 1 || names.getFirst().type() != Matcher.Type.EQUAL) {
            return matchers;
        }
        List<Matcher> ordered = new ArrayList<>(names);
        matchers.stream().filter(m -> !m.name().equals(Labels.METRIC_NAME)).forEach(ordered::add);
        return ordered;
    }
}
