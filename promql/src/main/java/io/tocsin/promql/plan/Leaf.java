package io.tocsin.promql.plan;

import io.tocsin.promql.ast.Expr;

/**
 * What is computed where the series live. Two leaves are equal exactly if they compute the same, so that equal leaves
 * of different rules at equal instants are evaluated once.
 *
 * @param expr the expression, a merge-able aggregation included: its partial form is what a partition evaluates
 * @param form how its results are merged
 */
public record Leaf(Expr expr, PartialForm form) {

    /** A name that is the same in every process: the form and the canonical text. */
    public String id() {
        return form + " " + expr;
    }
}
