package io.tocsin.promql.plan;

import io.tocsin.promql.ast.Expr;

/**
 * What is computed where the series live. Two leaves are equal exactly if they compute the same, so that equal leaves
 * of different rules at equal instants are evaluated once.
 *
 * @param expr the expression, a merge-able aggregation included: its partial form is what a partition evaluates
 * @param form how its results are merged
 * @param id a name that is the same in every process: the form and the canonical text; made once, for it is asked for at
 *     every instant
 */
public record Leaf(Expr expr, PartialForm form, String id) {

    public Leaf(Expr expr, PartialForm form) {
        this(expr, form, form + " " + expr);
    }

    /** What prints the same is the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Leaf that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
