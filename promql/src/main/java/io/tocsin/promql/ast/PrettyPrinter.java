package io.tocsin.promql.ast;

import java.util.List;
import java.util.stream.Collectors;

/** Prints long queries over several lines; what fits on one is left there. Parses back to an equal tree. */
public final class PrettyPrinter {

    private static final int WIDTH = 100;
    private static final String STEP = "  ";

    private final int width;

    private PrettyPrinter(int width) {
        this.width = width;
    }

    public static String print(Expr expr) {
        return print(expr, WIDTH);
    }

    /** @param width how long a line may be where the query can be broken at all */
    public static String print(Expr expr, int width) {
        return new PrettyPrinter(width).lines(expr, "");
    }

    private String lines(Expr expr, String indent) {
        String line = indent + Printer.print(expr);
        if (line.length() <= width) {
            return line;
        }
        return switch (expr) {
            case Expr.Paren paren -> indent + "(\n" + lines(paren.inner(), indent + STEP) + "\n" + indent + ")";
            case Expr.Unary unary ->
                indent
                        + Printer.sign(unary)
                        + lines(Printer.operandOf(unary), indent).substring(indent.length());
            case Expr.Binary binary -> binary(binary, indent);
            case Expr.Aggregate aggregate -> arguments(Printer.head(aggregate), Printer.arguments(aggregate), indent);
            case Expr.Call call
            when !call.arguments().isEmpty() -> arguments(call.function(), call.arguments(), indent);
            case Expr.Subquery subquery ->
                lines(Printer.operandOf(subquery), indent) + Printer.subquerySuffix(subquery);
            case Expr.Gathered gathered -> lines(gathered.expr(), indent);
            case Expr.Call call -> line;
            case Expr.NumberLiteral number -> line;
            case Expr.StringLiteral string -> line;
            case Expr.VectorSelector selector -> line;
            case Expr.MatrixSelector selector -> line;
        };
    }

    private String binary(Expr.Binary binary, String indent) {
        Expr left = Printer.leftOf(binary);
        // A chain of one precedence stands at one depth.
        boolean chain = left instanceof Expr.Binary inner
                && inner.op().precedence() == binary.op().precedence();
        return lines(left, chain ? indent : indent + STEP)
                + "\n" + indent + Printer.operator(binary) + "\n"
                + lines(Printer.rightOf(binary), indent + STEP);
    }

    private String arguments(String head, List<Expr> arguments, String indent) {
        return arguments.stream()
                .map(argument -> lines(argument, indent + STEP))
                .collect(Collectors.joining(",\n", indent + head + "(\n", "\n" + indent + ")"));
    }
}
