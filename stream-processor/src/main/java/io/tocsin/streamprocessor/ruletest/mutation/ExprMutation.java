package io.tocsin.streamprocessor.ruletest.mutation;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.Span;
import java.util.function.UnaryOperator;

/**
 * An expression with one small change.
 *
 * @param place where the change is, in the text of the whole expression
 * @param from what stood there, as people write it
 * @param to what stands there now
 * @param expr the changed expression
 */
record ExprMutation(Span place, String from, String to, Expr expr) {

    /** The same change, seen from the expression around it. */
    ExprMutation within(UnaryOperator<Expr> around) {
        return new ExprMutation(place, from, to, around.apply(expr));
    }
}
