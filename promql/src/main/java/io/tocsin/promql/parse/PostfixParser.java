package io.tocsin.promql.parse;

import io.tocsin.promql.ast.DurationExpr;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.RangeModifier;
import io.tocsin.promql.ast.Span;
import io.tocsin.promql.ast.TimeModifier;
import io.tocsin.promql.ast.ValueType;
import org.jspecify.annotations.Nullable;

/** What follows an expression and binds tightest: {@code [5m]}, {@code [1h:5m]}, {@code offset}, {@code @}. */
final class PostfixParser {

    private final Tokens tokens;
    private final ParseErrors errors;
    private final ParseOptions options;
    private final Literals literals;
    private final DurationParser durations;

    PostfixParser(Tokens tokens, ParseErrors errors, ParseOptions options, Literals literals) {
        this.tokens = tokens;
        this.errors = errors;
        this.options = options;
        this.literals = literals;
        this.durations = new DurationParser(tokens, errors, options, literals);
    }

    Expr apply(Expr operand) {
        Expr expr = operand;
        while (true) {
            Token token = tokens.peek();
            if (token.isSymbol("[")) {
                expr = range(expr);
            } else if (token.isSymbol("@")) {
                expr = at(expr);
            } else if (token.isWord("offset")) {
                expr = offset(expr);
            } else if (token.isWord("anchored") || token.isWord("smoothed")) {
                expr = modifier(expr);
            } else {
                return expr;
            }
        }
    }

    private Expr range(Expr operand) {
        Token open = tokens.next();
        DurationExpr range = durations.positive();
        if (tokens.acceptSymbol(":")) {
            DurationExpr step = tokens.atSymbol("]") ? null : durations.positive();
            tokens.expectSymbol("]", "the subquery", "\"]\"");
            if (operand.type() != ValueType.INSTANT_VECTOR) {
                errors.add(operand.span(), "a subquery is only allowed on an instant vector, got " + operand.type());
                return operand;
            }
            return new Expr.Subquery(operand, range, step, TimeModifier.NONE, spanFrom(operand));
        }
        tokens.expectSymbol("]", "the range", "\"]\", or \":\" for a subquery");
        Span brackets = new Span(open.start(), tokens.lastEnd());
        if (!(operand instanceof Expr.VectorSelector selector)) {
            errors.add(
                    brackets,
                    "ranges are only allowed for vector selectors; of anything else a subquery is written"
                            + " [range:step]");
            return operand;
        }
        if (selector.time().offset() != null) {
            errors.add(brackets, "no offset modifier is allowed before the range");
        }
        if (selector.time().at() != null) {
            errors.add(brackets, "no @ modifier is allowed before the range");
        }
        return new Expr.MatrixSelector(
                selector.selector(), range, selector.time(), selector.modifier(), spanFrom(operand));
    }

    private Expr offset(Expr operand) {
        Token word = tokens.next();
        DurationExpr offset = durations.offset();
        TimeModifier time = time(operand, word, "offset");
        if (time == null) {
            return operand;
        }
        if (time.offset() != null) {
            errors.add(word.span(), "the offset may not be set multiple times");
        }
        boolean none = offset instanceof DurationExpr.Literal literal && literal.millis() == 0;
        return withTime(operand, new TimeModifier(time.at(), none ? null : offset));
    }

    private Expr at(Expr operand) {
        Token symbol = tokens.next();
        TimeModifier.At at = instant();
        TimeModifier time = time(operand, symbol, "@");
        if (time == null) {
            return operand;
        }
        if (time.at() != null) {
            errors.add(symbol.span(), "the @ modifier may not be set multiple times");
        }
        return withTime(operand, new TimeModifier(at, time.offset()));
    }

    private TimeModifier.At instant() {
        Token token = tokens.peek();
        if (token.isWord("start") || token.isWord("end")) {
            tokens.next();
            tokens.expectSymbol("(", "the @ modifier", "\"(\"");
            tokens.expectSymbol(")", "the @ modifier", "\")\"");
            return token.isWord("start") ? new TimeModifier.At.Start() : new TimeModifier.At.End();
        }
        double seconds = literals.signedNumber(tokens, "the @ modifier");
        // Not the bounds of long milliseconds: sums and differences with ranges must not overflow either.
        if (!(Math.abs(seconds) < Long.MAX_VALUE / 2e3)) {
            errors.add(new Span(token.start(), tokens.lastEnd()), "the timestamp is out of bounds for the @ modifier");
            return new TimeModifier.At.Start();
        }
        return new TimeModifier.At.Timestamp(Math.round(seconds * 1000));
    }

    private Expr modifier(Expr operand) {
        Token word = tokens.next();
        RangeModifier modifier = word.isWord("anchored") ? RangeModifier.ANCHORED : RangeModifier.SMOOTHED;
        if (!options.experimental()) {
            errors.add(word.span(), "the " + word.keyword() + " modifier is experimental and not enabled");
        }
        return switch (operand) {
            case Expr.VectorSelector s -> {
                once(s.modifier(), word);
                yield new Expr.VectorSelector(s.selector(), s.time(), modifier, spanFrom(operand));
            }
            case Expr.MatrixSelector s -> {
                once(s.modifier(), word);
                yield new Expr.MatrixSelector(s.selector(), s.range(), s.time(), modifier, spanFrom(operand));
            }
            default -> {
                errors.add(word.span(), "the " + word.keyword() + " modifier must follow a vector selector");
                yield operand;
            }
        };
    }

    private void once(RangeModifier before, Token word) {
        if (before != RangeModifier.NONE && !before.name().equalsIgnoreCase(word.text())) {
            errors.add(word.span(), "the anchored and smoothed modifiers cannot be used together");
        }
    }

    private @Nullable TimeModifier time(Expr operand, Token modifier, String name) {
        return switch (operand) {
            case Expr.VectorSelector s -> s.time();
            case Expr.MatrixSelector s -> s.time();
            case Expr.Subquery s -> s.time();
            default -> {
                errors.add(
                        modifier.span(),
                        "the " + name
                                + " modifier must be preceded by an instant or range vector selector or a subquery");
                yield null;
            }
        };
    }

    private Expr withTime(Expr operand, TimeModifier time) {
        return switch (operand) {
            case Expr.VectorSelector s -> new Expr.VectorSelector(s.selector(), time, s.modifier(), spanFrom(s));
            case Expr.MatrixSelector s ->
                new Expr.MatrixSelector(s.selector(), s.range(), time, s.modifier(), spanFrom(s));
            case Expr.Subquery s -> new Expr.Subquery(s.operand(), s.range(), s.step(), time, spanFrom(s));
            default -> operand;
        };
    }

    private Span spanFrom(Expr operand) {
        return new Span(operand.span().start(), tokens.lastEnd());
    }
}
