package io.tocsin.promql.parse;

import io.tocsin.promql.ast.BinaryOp;
import io.tocsin.promql.ast.DurationExpr;
import io.tocsin.promql.ast.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Durations in brackets and after {@code offset}: literals, and experimentally expressions over them. */
final class DurationParser {

    private static final Map<String, BinaryOp> OPERATORS = Map.of(
            "+",
            BinaryOp.ADD,
            "-",
            BinaryOp.SUBTRACT,
            "*",
            BinaryOp.MULTIPLY,
            "/",
            BinaryOp.DIVIDE,
            "%",
            BinaryOp.MODULO,
            "^",
            BinaryOp.POWER);
    private static final int MAX_DEPTH = 100;
    private static final double MAX_SECONDS = Long.MAX_VALUE / 1e9;

    private final Tokens tokens;
    private final ParseErrors errors;
    private final ParseOptions options;
    private final Literals literals;
    private int depth;

    DurationParser(Tokens tokens, ParseErrors errors, ParseOptions options, Literals literals) {
        this.tokens = tokens;
        this.errors = errors;
        this.options = options;
        this.literals = literals;
    }

    /** A range or a step. */
    DurationExpr positive() {
        Token first = tokens.peek();
        depth = 0;
        DurationExpr duration = finished(expression(0), first);
        if (duration instanceof DurationExpr.Literal literal && literal.millis() <= 0) {
            errors.add(new Span(first.start(), tokens.lastEnd()), "the duration must be greater than 0");
        }
        return duration;
    }

    /** After {@code offset}: a single operand, so that {@code x offset 5m + y} is what it looks like. */
    DurationExpr offset() {
        Token first = tokens.peek();
        depth = 0;
        if (tokens.acceptSymbol("-")) {
            return finished(negate(operand()), first);
        }
        tokens.acceptSymbol("+");
        return finished(operand(), first);
    }

    private DurationExpr finished(DurationExpr duration, Token first) {
        Span span = new Span(first.start(), tokens.lastEnd());
        if (duration instanceof DurationExpr.Seconds seconds) {
            if (Math.abs(seconds.value()) > MAX_SECONDS) {
                errors.add(span, "the duration is out of range");
            }
            // As Prometheus: rounded to nanoseconds, cut to milliseconds.
            return new DurationExpr.Literal(Math.round(seconds.value() * 1e9) / 1_000_000);
        }
        if (!(duration instanceof DurationExpr.Literal) && !options.experimental()) {
            errors.add(span, "duration expressions are experimental and not enabled");
        }
        return duration;
    }

    private DurationExpr expression(int minimum) {
        if (++depth > MAX_DEPTH) {
            errors.add(tokens.peek().span(), "the duration is nested more than " + MAX_DEPTH + " levels deep");
            throw new Unreadable();
        }
        DurationExpr left = prefix();
        for (BinaryOp op = operator(); op != null && op.precedence() >= minimum; op = operator()) {
            Token symbol = tokens.next();
            DurationExpr right = expression(op.rightAssociative() ? op.precedence() : op.precedence() + 1);
            if ((op == BinaryOp.DIVIDE || op == BinaryOp.MODULO) && isZero(right)) {
                errors.add(symbol.span(), op == BinaryOp.DIVIDE ? "division by zero" : "modulo by zero");
            }
            left = new DurationExpr.Arithmetic(op, left, right);
            depth++;
        }
        return left;
    }

    private @Nullable BinaryOp operator() {
        return tokens.peek().kind() == Token.Kind.SYMBOL
                ? OPERATORS.get(tokens.peek().text())
                : null;
    }

    private static boolean isZero(DurationExpr duration) {
        return switch (duration) {
            case DurationExpr.Literal literal -> literal.millis() == 0;
            case DurationExpr.Seconds seconds -> seconds.value() == 0;
            default -> false;
        };
    }

    private DurationExpr prefix() {
        if (tokens.acceptSymbol("-")) {
            return negate(expression(BinaryOp.POWER.precedence()));
        }
        if (tokens.acceptSymbol("+")) {
            return expression(BinaryOp.POWER.precedence());
        }
        return operand();
    }

    private static DurationExpr negate(DurationExpr duration) {
        return switch (duration) {
            case DurationExpr.Literal literal -> new DurationExpr.Literal(-literal.millis());
            case DurationExpr.Seconds seconds -> new DurationExpr.Seconds(-seconds.value());
            default -> new DurationExpr.Negate(duration);
        };
    }

    private DurationExpr operand() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER -> new DurationExpr.Seconds(literals.number(tokens.next()));
            case DURATION -> new DurationExpr.Literal(literals.durationMillis(tokens.next()));
            case WORD -> function(token);
            case SYMBOL -> {
                if (!token.isSymbol("(")) {
                    throw unexpected();
                }
                yield parenthesised();
            }
            case STRING, ERROR, END -> throw unexpected();
        };
    }

    private Unreadable unexpected() {
        return tokens.unexpected("the duration", "a number or a duration such as 5m");
    }

    private DurationExpr parenthesised() {
        Token open = tokens.next();
        DurationExpr inner = expression(0);
        tokens.expectSymbol(")", "the duration", "an operator or \")\"");
        if (!options.experimental()) {
            errors.add(
                    new Span(open.start(), tokens.lastEnd()), "duration expressions are experimental and not enabled");
        }
        return inner;
    }

    private DurationExpr function(Token name) {
        if (!tokens.peekNext().isSymbol("(")) {
            throw unexpected();
        }
        return switch (name.keyword()) {
            case "step" -> {
                noArguments();
                yield new DurationExpr.Step();
            }
            case "range" -> {
                noArguments();
                yield new DurationExpr.Range();
            }
            case "min_of", "max_of" -> {
                tokens.next();
                tokens.next();
                DurationExpr first = expression(0);
                tokens.expectSymbol(",", name.text(), "\",\"");
                DurationExpr second = expression(0);
                tokens.expectSymbol(")", name.text(), "an operator or \")\"");
                yield new DurationExpr.MinMax(name.isWord("max_of"), List.of(first, second));
            }
            default -> throw unexpected();
        };
    }

    private void noArguments() {
        tokens.next();
        tokens.next();
        tokens.expectSymbol(")", "the duration", "\")\"");
    }
}
