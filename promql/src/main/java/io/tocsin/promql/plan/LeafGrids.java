package io.tocsin.promql.plan;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.eval.SubqueryGrid;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks a root to the leaves and notes the grid each is needed on. */
final class LeafGrids {

    private final Grid query;
    private final long defaultStepMillis;

    LeafGrids(Grid query, long defaultStepMillis) {
        this.query = query;
        this.defaultStepMillis = defaultStepMillis;
    }

    List<Grid> of(Plan plan) {
        Grid[] grids = new Grid[plan.leaves().size()];
        // A leaf in a subquery without a single step is never looked at; any grid will do.
        Arrays.fill(grids, Grid.instant(query.startMillis()));
        walk(plan.root(), query, grids);
        return List.of(grids);
    }

    private void walk(@Nullable Expr expr, Grid grid, Grid[] grids) {
        switch (expr) {
            case null -> {}
            case Expr.Gathered leaf -> grids[leaf.leaf()] = grid;
            case Expr.Subquery subquery -> {
                Grid steps = SubqueryGrid.of(subquery, grid, query, defaultStepMillis);
                if (steps != null) {
                    walk(subquery.operand(), steps, grids);
                }
            }
            case Expr.Paren paren -> walk(paren.inner(), grid, grids);
            case Expr.Unary unary -> walk(unary.operand(), grid, grids);
            case Expr.Binary binary -> {
                walk(binary.left(), grid, grids);
                walk(binary.right(), grid, grids);
            }
            case Expr.Aggregate aggregate -> {
                walk(aggregate.parameter(), grid, grids);
                walk(aggregate.operand(), grid, grids);
            }
            case Expr.Call call -> call.arguments().forEach(argument -> walk(argument, grid, grids));
            case Expr.NumberLiteral number -> {}
            case Expr.StringLiteral string -> {}
            case Expr.VectorSelector selector -> {}
            case Expr.MatrixSelector selector -> {}
        }
    }
}
