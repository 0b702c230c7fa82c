package io.tocsin.promql.ast;

/** Prints expressions as PromQL. */
final class Printer {

    private Printer() {}

    static String print(Expr expr) {
        return expr.type() + " at " + expr.span();
    }

    static String duration(long millis) {
        return millis + "ms";
    }
}
