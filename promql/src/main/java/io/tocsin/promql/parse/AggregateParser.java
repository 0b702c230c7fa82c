package io.tocsin.promql.parse;

import io.tocsin.promql.ast.AggregateOp;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.Grouping;
import io.tocsin.promql.ast.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code sum by (job) (x)}, {@code topk(5, x) without (job)}. */
final class AggregateParser {

    private static final Map<String, AggregateOp> OPERATORS = new HashMap<>();

    static {
        for (AggregateOp op : AggregateOp.values()) {
            OPERATORS.put(op.toString(), op);
        }
    }

    private final Tokens tokens;
    private final ParseErrors errors;
    private final LabelListParser labelLists;
    private final ExprParser exprs;

    AggregateParser(Tokens tokens, ParseErrors errors, LabelListParser labelLists, ExprParser exprs) {
        this.tokens = tokens;
        this.errors = errors;
        this.labelLists = labelLists;
        this.exprs = exprs;
    }

    /** The operators' names are metric names as well: what follows decides. */
    boolean atAggregate() {
        Token next = tokens.peekNext();
        return OPERATORS.containsKey(tokens.peek().keyword())
                && (next.isSymbol("(") || next.isWord("by") || next.isWord("without"));
    }

    Expr aggregate() {
        Token name = tokens.next();
        AggregateOp op = Objects.requireNonNull(OPERATORS.get(name.keyword()));
        Grouping grouping = grouping();
        List<Expr> arguments = exprs.arguments("the aggregation " + op);
        if (grouping == null) {
            grouping = grouping();
        }
        Span span = new Span(name.start(), tokens.lastEnd());
        return aggregate(op, arguments, grouping == null ? Grouping.NONE : grouping, span);
    }

    private @Nullable Grouping grouping() {
        Token word = tokens.peek();
        if (!tokens.acceptWord("by") && !tokens.acceptWord("without")) {
            return null;
        }
        return new Grouping(word.isWord("without"), labelLists.labels(word.keyword()));
    }

    private Expr aggregate(AggregateOp op, List<Expr> arguments, Grouping grouping, Span span) {
        int expected = op.takesParameter() ? 2 : 1;
        if (arguments.size() != expected) {
            errors.add(span, "wrong number of arguments of " + op + ": " + arguments.size(), String.valueOf(expected));
            throw new Unreadable();
        }
        Expr parameter = op.takesParameter() ? arguments.getFirst() : null;
        return new Expr.Aggregate(op, arguments.getLast(), parameter, grouping, span);
    }
}
