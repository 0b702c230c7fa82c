package io.tocsin.promql.eval;

import io.tocsin.promql.ast.AggregateOp;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.ValueType;

/** Whether the order of an instant query's result is that of the expression itself, not that of the labels. */
final class Ordering {

    private Ordering() {}

    static boolean isOrdered(Expr expr) {
        return switch (expr) {
            case Expr.Paren paren -> isOrdered(paren.inner());
            case Expr.Unary unary -> isOrdered(unary.operand());
            case Expr.Binary binary ->
                binary.left().type() == ValueType.SCALAR
                        ? isOrdered(binary.right())
                        : binary.right().type() == ValueType.SCALAR && isOrdered(binary.left());
            case Expr.Aggregate aggregate ->
                aggregate.op() == AggregateOp.TOPK || aggregate.op() == AggregateOp.BOTTOMK;
            case Expr.Call call -> call.function().startsWith("sort");
            case Expr.Gathered leaf -> false;
            case Expr.NumberLiteral number -> false;
            case Expr.StringLiteral string -> false;
            case Expr.VectorSelector selector -> false;
            case Expr.MatrixSelector selector -> false;
            case Expr.Subquery subquery -> false;
        };
    }
}
