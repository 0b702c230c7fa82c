package io.tocsin.promql.parse;

import io.tocsin.promql.ast.BinaryOp;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.Span;
import io.tocsin.promql.ast.ValueType;
import io.tocsin.promql.ast.VectorMatching;
import io.tocsin.promql.functions.FunctionCatalogue;
import io.tocsin.promql.functions.FunctionSignature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Precedence climbing. What is wrong inside an argument is reported, and reading goes on behind that argument. */
final class ExprParser {

    /** The height of the tree; whatever walks over it recursively relies on this bound. */
    static final int MAX_HEIGHT = 250;

    /** Of parentheses and calls, which take the parser itself to new depths; chains of operators do not. */
    static final int MAX_DEPTH = 128;

    private static final Map<String, BinaryOp> OPERATORS = new HashMap<>();

    static {
        for (BinaryOp op : BinaryOp.values()) {
            OPERATORS.put(op.toString(), op);
        }
    }

    private final Tokens tokens;
    private final ParseErrors errors;
    private final Literals literals;
    private final AggregateParser aggregates;
    private final MatchingParser matchings;
    private final SelectorParser selectors;
    private final PostfixParser postfixes;
    private int depth;

    /** Of the expression read last. */
    private int height;

    private boolean complete = true;

    ExprParser(Tokens tokens, ParseErrors errors, ParseOptions options) {
        this.tokens = tokens;
        this.errors = errors;
        this.literals = new Literals(errors);
        LabelListParser labelLists = new LabelListParser(tokens, literals, errors);
        this.aggregates = new AggregateParser(tokens, errors, labelLists, this);
        this.matchings = new MatchingParser(tokens, errors, options, labelLists, literals);
        this.selectors = new SelectorParser(tokens, errors, literals);
        this.postfixes = new PostfixParser(tokens, errors, options, literals);
    }

    /** Whether no part of the text had to be left out. */
    boolean isComplete() {
        return complete;
    }

    /** The whole text as one expression. */
    Expr parseAll() {
        try {
            Expr expr = expression(0);
            if (tokens.peek().kind() != Token.Kind.END) {
                throw tokens.unexpected("the query", "an operator or the end");
            }
            return expr;
        } catch (Unreadable e) {
            complete = false;
            return new Expr.StringLiteral("", Span.NONE);
        }
    }

    /** @param minimum binary operators that bind less tightly are left to the caller */
    private Expr expression(int minimum) {
        if (++depth > MAX_DEPTH) {
            throw tooDeep(MAX_DEPTH);
        }
        Expr left = prefix();
        for (BinaryOp op = operator(); op != null && op.precedence() >= minimum; op = operator()) {
            left = binary(left, op);
        }
        depth--;
        return left;
    }

    private Expr binary(Expr left, BinaryOp op) {
        int leftHeight = height;
        Token operator = tokens.next();
        MatchingParser.Modifiers modifiers = matchings.modifiers(op);
        Expr right = expression(op.rightAssociative() ? op.precedence() : op.precedence() + 1);
        grow(Math.max(leftHeight, height));
        boolean vectors = left.type() == ValueType.INSTANT_VECTOR && right.type() == ValueType.INSTANT_VECTOR;
        VectorMatching matching = vectors ? modifiers.matching() : null;
        if (!vectors) {
            matchings.rejectBetweenScalars(modifiers, operator);
        }
        Span span = new Span(left.span().start(), right.span().end());
        return new Expr.Binary(op, left, right, modifiers.returnBool(), matching, span);
    }

    private @Nullable BinaryOp operator() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case SYMBOL -> OPERATORS.get(token.text());
            case WORD -> OPERATORS.get(token.keyword());
            default -> null;
        };
    }

    private Expr prefix() {
        Token sign = tokens.peek();
        if (!sign.isSymbol("-") && !sign.isSymbol("+")) {
            return postfixes.apply(primary());
        }
        tokens.next();
        Expr operand = expression(BinaryOp.POWER.precedence());
        boolean negative = sign.isSymbol("-");
        Span span = new Span(sign.start(), operand.span().end());
        if (operand instanceof Expr.NumberLiteral number) {
            return new Expr.NumberLiteral(negative ? -number.value() : number.value(), span);
        }
        grow(height);
        return new Expr.Unary(negative, operand, span);
    }

    private Expr primary() {
        height = 1;
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER, DURATION -> new Expr.NumberLiteral(literals.number(tokens.next()), token.span());
            case STRING -> new Expr.StringLiteral(literals.string(tokens.next()), token.span());
            case WORD -> word(token);
            case SYMBOL -> symbol(token);
            case ERROR, END -> throw tokens.unexpected("the query", "an expression");
        };
    }

    private Expr symbol(Token token) {
        if (token.isSymbol("{")) {
            return selectors.selector();
        }
        if (!tokens.acceptSymbol("(")) {
            throw tokens.unexpected("the query", "an expression");
        }
        Expr inner = expression(0);
        grow(height);
        tokens.expectSymbol(")", "parentheses", "an operator or \")\"");
        return new Expr.Paren(inner, new Span(token.start(), tokens.lastEnd()));
    }

    private Expr word(Token token) {
        if (aggregates.atAggregate()) {
            return aggregates.aggregate();
        }
        Double value = Keywords.number(token.keyword());
        if (value != null) {
            tokens.next();
            return new Expr.NumberLiteral(value, token.span());
        }
        if (tokens.peekNext().isSymbol("(")) {
            return call(tokens.next());
        }
        return selectors.selector();
    }

    private Expr call(Token name) {
        List<Expr> arguments = arguments("the call of " + name.text());
        ValueType type = FunctionCatalogue.find(name.text())
                .map(FunctionSignature::result)
                .orElse(ValueType.INSTANT_VECTOR);
        return new Expr.Call(name.text(), arguments, type, new Span(name.start(), tokens.lastEnd()));
    }

    /** From {@code (} to {@code )}. */
    List<Expr> arguments(String context) {
        tokens.expectSymbol("(", context, "\"(\"");
        List<Expr> arguments = new ArrayList<>();
        int highest = 0;
        if (!tokens.atSymbol(")")) {
            do {
                if (tokens.atSymbol(")")) {
                    errors.add(tokens.peek().span(), "a trailing comma in " + context, "another argument");
                    break;
                }
                arguments.add(argument(context));
                highest = Math.max(highest, height);
            } while (tokens.acceptSymbol(","));
        }
        tokens.expectSymbol(")", context, "\")\"");
        grow(highest);
        return arguments;
    }

    private Expr argument(String context) {
        int depthHere = depth;
        Span here = tokens.peek().span();
        try {
            Expr argument = expression(0);
            if (!tokens.atSymbol(",") && !tokens.atSymbol(")")) {
                throw tokens.unexpected(context, "an operator, \",\" or \")\"");
            }
            return argument;
        } catch (Unreadable e) {
            complete = false;
            depth = depthHere;
            if (!tokens.skipToArgumentEnd()) {
                throw e;
            }
            return new Expr.StringLiteral("", here);
        }
    }

    private void grow(int inner) {
        height = inner + 1;
        if (height > MAX_HEIGHT) {
            throw tooDeep(MAX_HEIGHT);
        }
    }

    private Unreadable tooDeep(int limit) {
        errors.add(tokens.peek().span(), "the query is nested more than " + limit + " levels deep");
        return new Unreadable();
    }
}
