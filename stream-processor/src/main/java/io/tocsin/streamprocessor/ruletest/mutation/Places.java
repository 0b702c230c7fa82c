package io.tocsin.streamprocessor.ruletest.mutation;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.Span;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in an expression's text stands what its tree has no place for. Good for showing; nothing is changed by it. */
final class Places {

    private final String text;

    Places(String text) {
        this.text = text;
    }

    Span operator(Expr.Binary binary) {
        int at = skipBlank(binary.left().span().end());
        return new Span(at, at + binary.op().toString().length());
    }

    private int skipBlank(int from) {
        int at = from;
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '#')) {
            if (text.charAt(at) == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() - 1 : end;
            }
            at++;
        }
        return at;
    }

    /** After the last opening bracket: behind it can only stand an offset and an instant. */
    Span range(Expr ranged) {
        int at = skipBlank(text.lastIndexOf('[', ranged.span().end() - 1) + 1);
        return new Span(at, at);
    }

    Span step(Expr.Subquery subquery) {
        int open = text.lastIndexOf('[', subquery.span().end() - 1);
        int at = skipBlank(text.indexOf(':', open) + 1);
        return new Span(at, at);
    }

    Span offset(Expr of) {
        int at = text.toLowerCase(Locale.ROOT).lastIndexOf("offset", of.span().end());
        return new Span(Math.max(at, of.span().start()), of.span().end());
    }

    /** In front of the aggregation's arguments, or behind them. */
    Span groupingLabel(Expr.Aggregate aggregate, String label) {
        Expr parameter = aggregate.parameter();
        Span first = parameter == null ? aggregate.operand().span() : parameter.span();
        int behind = aggregate.operand().span().end();
        Matcher word = Pattern.compile("\\b" + Pattern.quote(label) + "\\b").matcher(text);
        if (word.region(aggregate.span().start(), first.start()).find()
                || word.region(behind, aggregate.span().end()).find()) {
            return new Span(word.start(), word.end());
        }
        return aggregate.span();
    }
}
