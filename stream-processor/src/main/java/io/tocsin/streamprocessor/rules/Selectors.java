package io.tocsin.streamprocessor.rules;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.Selector;
import java.util.ArrayList;
import java.util.List;

/** The selectors an expression reads. */
public final class Selectors {

    private final List<Selector> found = new ArrayList<>();

    private Selectors() {}

    /** In the order of the text, repeated ones too. */
    public static List<Selector> of(Expr expr) {
        Selectors selectors = new Selectors();
        selectors.visit(expr);
        return List.copyOf(selectors.found);
    }

    private void visit(Expr expr) {
        switch (expr) {
            case Expr.NumberLiteral number -> {}
            case Expr.StringLiteral string -> {}
            case Expr.Paren paren -> visit(paren.inner());
            case Expr.Unary unary -> visit(unary.operand());
            case Expr.Binary binary -> {
                visit(binary.left());
                visit(binary.right());
            }
            case Expr.Aggregate aggregate -> {
                visit(aggregate.operand());
                if (aggregate.parameter() != null) {
                    visit(aggregate.parameter());
                }
            }
            case Expr.Call call -> call.arguments().forEach(this::visit);
            case Expr.VectorSelector vector -> found.add(vector.selector());
            case Expr.MatrixSelector matrix -> found.add(matrix.selector());
            case Expr.Subquery subquery -> visit(subquery.operand());
            case Expr.Gathered gathered -> visit(gathered.expr());
        }
    }
}
