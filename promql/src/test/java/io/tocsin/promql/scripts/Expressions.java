package io.tocsin.promql.scripts;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Looks through expression trees. */
final class Expressions {

    private Expressions() {}

    static List<Selector> selectors(Expr expr) {
        List<Selector> selectors = new ArrayList<>();
        walk(expr, node -> {
            if (node instanceof Expr.VectorSelector vector) {
                selectors.add(vector.selector());
            } else if (node instanceof Expr.MatrixSelector matrix) {
                selectors.add(matrix.selector());
            }
        });
        return selectors;
    }

    static List<String> functions(Expr expr) {
        List<String> functions = new ArrayList<>();
        walk(expr, node -> {
            if (node instanceof Expr.Call call) {
                functions.add(call.function());
            }
        });
        return functions;
    }

    private static void walk(Expr expr, Consumer<Expr> visitor) {
        visitor.accept(expr);
        switch (expr) {
            case Expr.Paren paren -> walk(paren.inner(), visitor);
            case Expr.Unary unary -> walk(unary.operand(), visitor);
            case Expr.Binary binary -> {
                walk(binary.left(), visitor);
                walk(binary.right(), visitor);
            }
            case Expr.Aggregate aggregate -> {
                if (aggregate.parameter() != null) {
                    walk(aggregate.parameter(), visitor);
                }
                walk(aggregate.operand(), visitor);
            }
            case Expr.Call call -> call.arguments().forEach(argument -> walk(argument, visitor));
            case Expr.Subquery subquery -> walk(subquery.operand(), visitor);
            case Expr.NumberLiteral number -> {}
            case Expr.StringLiteral string -> {}
            case Expr.VectorSelector selector -> {}
            case Expr.MatrixSelector selector -> {}
            case Expr.Gathered leaf -> {}
        }
    }
}
