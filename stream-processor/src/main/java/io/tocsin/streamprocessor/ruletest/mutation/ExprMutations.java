package io.tocsin.streamprocessor.ruletest.mutation;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.Grouping;
import io.tocsin.promql.ast.Span;
import io.tocsin.promql.ast.TimeModifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Every small change of one expression. What comes out may still not parse, or not be plannable: then it is none. */
final class ExprMutations {

    private final Places places;
    private final String text;
    private final Duration interval;

    private ExprMutations(String text, Duration interval) {
        this.text = text;
        this.places = new Places(text);
        this.interval = interval;
    }

    /**
     * @param text that the expression was parsed from
     * @param interval by which durations are made longer and shorter: of evaluations
     */
    static List<ExprMutation> of(Expr expr, String text, Duration interval) {
        return new ExprMutations(text, interval).visit(expr);
    }

    private List<ExprMutation> visit(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral number -> number(number);
            case Expr.StringLiteral string -> List.of();
            case Expr.Paren paren -> inside(paren.inner(), inner -> new Expr.Paren(inner, paren.span()));
            case Expr.Unary unary ->
                inside(unary.operand(), inner -> new Expr.Unary(unary.negative(), inner, unary.span()));
            case Expr.Binary binary -> binary(binary);
            case Expr.Aggregate aggregate -> aggregate(aggregate);
            case Expr.Call call -> call(call);
            case Expr.VectorSelector selector -> vector(selector);
            case Expr.MatrixSelector selector -> matrix(selector);
            case Expr.Subquery subquery -> subquery(subquery);
            // Only plans have it, and nobody plans before mutating.
            case Expr.Gathered gathered -> List.of();
        };
    }

    private List<ExprMutation> inside(Expr inner, UnaryOperator<Expr> around) {
        return visit(inner).stream().map(each -> each.within(around)).toList();
    }

    private List<ExprMutation> number(Expr.NumberLiteral number) {
        Span span = number.span();
        String written = text.substring(span.start(), span.end());
        return Steps.around(number.value(), written).stream()
                .map(value -> new Expr.NumberLiteral(value, span))
                .map(changed -> new ExprMutation(span, written, changed.toString(), changed))
                .toList();
    }

    private List<ExprMutation> binary(Expr.Binary b) {
        List<ExprMutation> all = new ArrayList<>();
        Span operator = places.operator(b);
        Swaps.of(b.op()).forEach(op -> {
            Expr changed = new Expr.Binary(op, b.left(), b.right(), b.returnBool(), b.matching(), b.span());
            all.add(new ExprMutation(operator, b.op().toString(), op.toString(), changed));
        });
        all.addAll(inside(
                b.left(), left -> new Expr.Binary(b.op(), left, b.right(), b.returnBool(), b.matching(), b.span())));
        all.addAll(inside(
                b.right(), right -> new Expr.Binary(b.op(), b.left(), right, b.returnBool(), b.matching(), b.span())));
        return all;
    }

    private List<ExprMutation> aggregate(Expr.Aggregate a) {
        List<ExprMutation> all = new ArrayList<>();
        Span name =
                new Span(a.span().start(), a.span().start() + a.op().toString().length());
        Swaps.of(a.op()).forEach(op -> {
            Expr changed = new Expr.Aggregate(op, a.operand(), a.parameter(), a.grouping(), a.span());
            all.add(new ExprMutation(name, a.op().toString(), op.toString(), changed));
        });
        String word = a.grouping().without() ? "without" : "by";
        for (String label : a.grouping().labels()) {
            List<String> left = new ArrayList<>(a.grouping().labels());
            left.remove(label);
            Grouping grouping = new Grouping(a.grouping().without(), left);
            Expr changed = new Expr.Aggregate(a.op(), a.operand(), a.parameter(), grouping, a.span());
            String to = word + " (" + String.join(", ", left) + ")";
            String from = word + " (" + String.join(", ", a.grouping().labels()) + ")";
            all.add(new ExprMutation(places.groupingLabel(a, label), from, to, changed));
        }
        Expr parameter = a.parameter();
        if (parameter != null) {
            all.addAll(
                    inside(parameter, inner -> new Expr.Aggregate(a.op(), a.operand(), inner, a.grouping(), a.span())));
        }
        all.addAll(inside(a.operand(), inner -> new Expr.Aggregate(a.op(), inner, parameter, a.grouping(), a.span())));
        return all;
    }

    private List<ExprMutation> call(Expr.Call call) {
        List<ExprMutation> all = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            int at = i;
            all.addAll(inside(call.arguments().get(at), argument -> {
                List<Expr> arguments = new ArrayList<>(call.arguments());
                arguments.set(at, argument);
                return new Expr.Call(call.function(), arguments, call.type(), call.span());
            }));
        }
        return all;
    }

    private List<ExprMutation> vector(Expr.VectorSelector s) {
        return offset(s, s.time(), time -> new Expr.VectorSelector(s.selector(), time, s.modifier(), s.span()));
    }

    private List<ExprMutation> matrix(Expr.MatrixSelector s) {
        List<ExprMutation> all = new ArrayList<>();
        Steps.positive(s.range(), interval)
                .forEach(step -> all.add(new ExprMutation(
                        places.range(s),
                        s.range().toString(),
                        step.toString(),
                        new Expr.MatrixSelector(s.selector(), step, s.time(), s.modifier(), s.span()))));
        all.addAll(offset(
                s, s.time(), time -> new Expr.MatrixSelector(s.selector(), s.range(), time, s.modifier(), s.span())));
        return all;
    }

    private List<ExprMutation> subquery(Expr.Subquery s) {
        List<ExprMutation> all = new ArrayList<>();
        Steps.positive(s.range(), interval)
                .forEach(step -> all.add(new ExprMutation(
                        places.range(s),
                        s.range().toString(),
                        step.toString(),
                        new Expr.Subquery(s.operand(), step, s.step(), s.time(), s.span()))));
        Steps.positive(s.step(), interval)
                .forEach(step -> all.add(new ExprMutation(
                        places.step(s),
                        String.valueOf(s.step()),
                        step.toString(),
                        new Expr.Subquery(s.operand(), s.range(), step, s.time(), s.span()))));
        all.addAll(offset(s, s.time(), time -> new Expr.Subquery(s.operand(), s.range(), s.step(), time, s.span())));
        all.addAll(inside(s.operand(), inner -> new Expr.Subquery(inner, s.range(), s.step(), s.time(), s.span())));
        return all;
    }

    /** Those of the duration after {@code offset}, if there is one. */
    private List<ExprMutation> offset(Expr of, TimeModifier time, OffsetChange change) {
        return Steps.any(time.offset(), interval).stream()
                .map(step -> new ExprMutation(
                        places.offset(of),
                        "offset " + time.offset(),
                        "offset " + step,
                        change.with(new TimeModifier(time.at(), step))))
                .toList();
    }

    /** A selector or subquery with another offset. */
    private interface OffsetChange {
        Expr with(TimeModifier time);
    }
}
