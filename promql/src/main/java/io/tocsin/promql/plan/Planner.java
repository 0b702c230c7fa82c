package io.tocsin.promql.plan;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.AggregateOp;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.Grouping;
import io.tocsin.promql.ast.Span;
import io.tocsin.promql.ast.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Splits an expression into the leaves that partitions evaluate and the root that finishes them. A pure function. */
public final class Planner {

    /** A leaf, and the subqueries around it: they decide on which grid it is evaluated. */
    private record Placed(Leaf leaf, List<Expr.Subquery> within) {}

    private final List<Placed> leaves = new ArrayList<>();
    private final List<Expr.Subquery> within = new ArrayList<>();

    private Planner() {}

    /** @throws PromqlException if the expression needs raw samples at the root (a range vector as the result, say) */
    public static Plan plan(Expr expr, PlanOptions options) {
        Planner planner = new Planner();
        Expr root = planner.split(expr);
        List<Leaf> leaves = planner.leaves.stream().map(Placed::leaf).toList();
        return new Plan(expr, root, leaves, Reaching.of(expr, options));
    }

    private Expr split(Expr expr) {
        if (expr.type() == ValueType.INSTANT_VECTOR && SeriesWise.isLeaf(expr)) {
            return gather(new Leaf(expr, PartialForm.SERIES), expr);
        }
        return switch (expr) {
            case Expr.NumberLiteral number -> number;
            case Expr.StringLiteral string -> string;
            case Expr.Paren paren -> new Expr.Paren(split(paren.inner()), paren.span());
            case Expr.Unary unary -> new Expr.Unary(unary.negative(), split(unary.operand()), unary.span());
            case Expr.Binary binary ->
                new Expr.Binary(
                        binary.op(),
                        split(binary.left()),
                        split(binary.right()),
                        binary.returnBool(),
                        binary.matching(),
                        binary.span());
            case Expr.Aggregate aggregate -> aggregate(aggregate);
            case Expr.Call call -> call(call);
            case Expr.Subquery subquery -> subquery(subquery);
            case Expr.MatrixSelector selector -> throw rawSamples(selector);
            case Expr.VectorSelector selector -> throw new IllegalStateException("a selector is a leaf: " + selector);
            case Expr.Gathered leaf -> throw new IllegalArgumentException("planned already: " + leaf);
        };
    }

    private static PromqlException rawSamples(Expr expr) {
        return new PromqlException("cannot be evaluated over partitions, it needs the samples of " + expr
                + " in one place; give its range function constant arguments");
    }

    private Expr gather(Leaf leaf, Expr original) {
        Placed placed = new Placed(leaf, List.copyOf(within));
        int index = leaves.indexOf(placed);
        if (index < 0) {
            index = leaves.size();
            leaves.add(placed);
        }
        return new Expr.Gathered(index, original, original.span());
    }

    private Expr aggregate(Expr.Aggregate aggregate) {
        Expr parameter = aggregate.parameter() == null ? null : split(aggregate.parameter());
        if (!SeriesWise.keepsLabels(aggregate.operand())) {
            return aggregate(aggregate, split(aggregate.operand()), parameter);
        }
        Optional<PartialForm> form = PartialForm.of(aggregate.op());
        if (form.isPresent()) {
            return gather(new Leaf(aggregate, form.get()), aggregate);
        }
        boolean choice = aggregate.op() == AggregateOp.TOPK
                || aggregate.op() == AggregateOp.BOTTOMK
                || aggregate.op() == AggregateOp.LIMITK;
        boolean constant = aggregate.parameter() != null && SeriesWise.isOfTimeAlone(aggregate.parameter());
        // What is among the first k of all is among the first k of its partition.
        Expr operand = choice && constant
                ? gather(new Leaf(aggregate, PartialForm.SERIES), aggregate.operand())
                : split(aggregate.operand());
        return aggregate(aggregate, operand, parameter);
    }

    private static Expr aggregate(Expr.Aggregate aggregate, Expr operand, @Nullable Expr parameter) {
        return new Expr.Aggregate(aggregate.op(), operand, parameter, aggregate.grouping(), aggregate.span());
    }

    private Expr call(Expr.Call call) {
        List<Expr> arguments = new ArrayList<>();
        for (Expr argument : call.arguments()) {
            arguments.add(argument(call, argument));
        }
        return new Expr.Call(call.function(), arguments, call.type(), call.span());
    }

    private Expr argument(Expr.Call call, Expr argument) {
        if (call.function().equals("absent") && SeriesWise.keepsLabels(argument)) {
            return gather(presence(argument), argument);
        }
        if (call.function().equals("absent_over_time") && SeriesWise.isRange(argument)) {
            Expr present =
                    new Expr.Call("present_over_time", List.of(argument), ValueType.INSTANT_VECTOR, argument.span());
            return gather(presence(present), argument);
        }
        return split(argument);
    }

    /** All that absence needs to know of a vector is whether it has anything. */
    private static Leaf presence(Expr vector) {
        return new Leaf(
                new Expr.Aggregate(AggregateOp.GROUP, vector, null, Grouping.NONE, Span.NONE), PartialForm.GROUP);
    }

    private Expr subquery(Expr.Subquery subquery) {
        within.add(new Expr.Subquery(
                new Expr.NumberLiteral(0, Span.NONE),
                subquery.range(),
                subquery.step(),
                subquery.time(),
                subquery.span()));
        Expr operand = split(subquery.operand());
        within.removeLast();
        return new Expr.Subquery(operand, subquery.range(), subquery.step(), subquery.time(), subquery.span());
    }
}
