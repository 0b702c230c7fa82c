package io.tocsin.promql.parse;

import io.tocsin.promql.ast.AggregateOp;
import io.tocsin.promql.ast.BinaryOp;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.RangeModifier;
import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.ast.Span;
import io.tocsin.promql.ast.ValueType;
import io.tocsin.promql.functions.FunctionCatalogue;
import io.tocsin.promql.functions.FunctionSignature;
import java.util.List;
import java.util.Optional;

/** Whether each part of an expression has the type that its place asks for. Reports all that is wrong. */
final class TypeCheck {

    private static final List<String> ANCHORED = List.of("changes", "delta", "increase", "rate", "resets");
    private static final List<String> SMOOTHED = List.of("delta", "increase", "rate");

    private final ParseErrors errors;
    private final ParseOptions options;

    TypeCheck(ParseErrors errors, ParseOptions options) {
        this.errors = errors;
        this.options = options;
    }

    void check(Expr expr) {
        switch (expr) {
            case Expr.NumberLiteral number -> {}
            case Expr.StringLiteral string -> {}
            case Expr.Paren paren -> check(paren.inner());
            case Expr.Unary unary -> unary(unary);
            case Expr.Binary binary -> binary(binary);
            case Expr.Aggregate aggregate -> aggregate(aggregate);
            case Expr.Call call -> call(call);
            case Expr.VectorSelector s -> {
                selects(s.selector(), s.span());
                if (s.modifier() == RangeModifier.ANCHORED) {
                    errors.add(s.span(), "the anchored modifier is only allowed on range vectors");
                }
            }
            case Expr.MatrixSelector s -> selects(s.selector(), s.span());
            case Expr.Subquery s -> check(s.operand());
            case Expr.Gathered gathered -> check(gathered.expr());
        }
    }

    private void expect(Expr expr, ValueType type, String place) {
        if (expr.type() != type) {
            errors.add(expr.span(), "expected type " + type + " in " + place + ", got " + expr.type());
        }
        check(expr);
    }

    private void unary(Expr.Unary unary) {
        arithmeticType(unary.operand(), "a unary operator works on scalars and instant vectors");
        check(unary.operand());
    }

    private void arithmeticType(Expr expr, String message) {
        if (expr.type() != ValueType.SCALAR && expr.type() != ValueType.INSTANT_VECTOR) {
            errors.add(expr.span(), message + ", got " + expr.type());
        }
    }

    private void binary(Expr.Binary binary) {
        BinaryOp op = binary.op();
        arithmeticType(binary.left(), "a binary operator works on scalars and instant vectors");
        arithmeticType(binary.right(), "a binary operator works on scalars and instant vectors");
        boolean leftScalar = binary.left().type() == ValueType.SCALAR;
        boolean rightScalar = binary.right().type() == ValueType.SCALAR;
        boolean scalars = leftScalar && rightScalar;
        if (op.kind() == BinaryOp.Kind.COMPARISON && scalars && !binary.returnBool()) {
            errors.add(binary.span(), "comparisons between scalars must use the bool modifier");
        }
        if (op.kind() == BinaryOp.Kind.SET && (leftScalar || rightScalar)) {
            errors.add(binary.span(), "the set operator \"" + op + "\" is not allowed with a scalar");
        }
        if (op.kind() == BinaryOp.Kind.TRIM && scalars) {
            errors.add(binary.span(), "the operator \"" + op + "\" is not allowed between scalars");
        }
        check(binary.left());
        check(binary.right());
    }

    private void aggregate(Expr.Aggregate aggregate) {
        AggregateOp op = aggregate.op();
        if ((op == AggregateOp.LIMITK || op == AggregateOp.LIMIT_RATIO) && !options.experimental()) {
            errors.add(aggregate.span(), op + " is experimental and not enabled");
        }
        if (aggregate.parameter() != null) {
            ValueType type = op == AggregateOp.COUNT_VALUES ? ValueType.STRING : ValueType.SCALAR;
            expect(aggregate.parameter(), type, "the parameter of " + op);
        }
        expect(aggregate.operand(), ValueType.INSTANT_VECTOR, "the aggregation " + op);
    }

    private void call(Expr.Call call) {
        Optional<FunctionSignature> known = FunctionCatalogue.find(call.function());
        if (known.isEmpty()) {
            Span name = new Span(
                    call.span().start(), call.span().start() + call.function().length());
            errors.add(name, "unknown function \"" + call.function() + "\"" + Suggestion.functionLike(call.function()));
            call.arguments().forEach(this::check);
            return;
        }
        FunctionSignature signature = known.get();
        if (signature.experimental() && !options.experimental()) {
            errors.add(call.span(), "the function " + call.function() + " is experimental and not enabled");
        }
        argumentCount(call, signature);
        for (int i = 0; i < call.arguments().size(); i++) {
            Expr argument = call.arguments().get(i);
            if (call.function().equals("info") && i == 1) {
                dataLabels(argument);
            } else if (i < signature.maximum() && !signature.parameters().isEmpty()) {
                expect(argument, signature.parameter(i), "the call of " + call.function());
                modifier(call.function(), argument);
            }
        }
    }

    private void argumentCount(Expr.Call call, FunctionSignature signature) {
        int count = call.arguments().size();
        String bound = signature.required() == signature.maximum()
                ? ""
                : count < signature.required() ? "at least " : "at most ";
        if (count < signature.required() || count > signature.maximum()) {
            int limit = count < signature.required() ? signature.required() : signature.maximum();
            errors.add(
                    call.span(),
                    "expected " + bound + limit + " argument(s) in call to \"" + call.function() + "\", got " + count);
        }
    }

    /** The second argument of {@code info} looks like a selector, but only names labels: it may match everything. */
    private void dataLabels(Expr argument) {
        if (!(argument instanceof Expr.VectorSelector)) {
            errors.add(argument.span(), "expected label matchers in braces, got " + argument.type());
        }
    }

    private void modifier(String function, Expr argument) {
        if (argument instanceof Expr.MatrixSelector s && s.modifier() != RangeModifier.NONE) {
            boolean anchored = s.modifier() == RangeModifier.ANCHORED;
            List<String> allowed = anchored ? ANCHORED : SMOOTHED;
            if (!allowed.contains(function)) {
                errors.add(
                        s.span(),
                        (anchored ? "anchored" : "smoothed") + " modifier can only be used with: "
                                + String.join(", ", allowed) + " - not with " + function);
            }
        }
    }

    private void selects(Selector selector, Span span) {
        if (selector.matchers().stream().allMatch(m -> m.matches(""))) {
            errors.add(
                    span, "a vector selector must contain at least one matcher that does not match the empty string");
        }
    }
}
