package io.tocsin.promql.parse;

import io.tocsin.promql.ast.Expr;

/** Strips parentheses from arithmetic, so that trees can be compared by how operators bind. */
final class WithoutParentheses {

    private WithoutParentheses() {}

    static Expr of(Expr expr) {
        return switch (expr) {
            case Expr.Paren paren -> of(paren.inner());
            case Expr.Unary unary -> new Expr.Unary(unary.negative(), of(unary.operand()), unary.span());
            case Expr.Binary b ->
                new Expr.Binary(b.op(), of(b.left()), of(b.right()), b.returnBool(), b.matching(), b.span());
            default -> expr;
        };
    }
}
