package io.tocsin.promql.eval;

import io.tocsin.promql.ast.BinaryOp;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.ValueType;
import java.util.List;

/** Binary operations: scalar with scalar, vector with scalar, and the way to {@link VectorMatch} and {@link SetOperation}. */
final class Binaries {

    private final Evaluation evaluation;

    Binaries(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    double[] scalar(Expr.Binary binary, Grid grid) {
        double[] left = evaluation.scalar(binary.left(), grid);
        double[] right = evaluation.scalar(binary.right(), grid);
        for (int step = 0; step < left.length; step++) {
            left[step] = Arithmetic.of(binary.op(), left[step], right[step]);
        }
        return left;
    }

    List<Points> vector(Expr.Binary binary, Grid grid) {
        if (binary.right().type() == ValueType.SCALAR) {
            double[] scalar = evaluation.scalar(binary.right(), grid);
            List<Points> rows = evaluation.vector(binary.left(), grid);
            hintIfTrimming(binary, rows);
            return withScalar(binary, rows, scalar, false);
        }
        if (binary.left().type() == ValueType.SCALAR) {
            double[] scalar = evaluation.scalar(binary.left(), grid);
            return withScalar(binary, evaluation.vector(binary.right(), grid), scalar, true);
        }
        List<Points> left = evaluation.vector(binary.left(), grid);
        List<Points> right = evaluation.vector(binary.right(), grid);
        List<Points> out = binary.op().kind() == BinaryOp.Kind.SET
                ? new SetOperation(binary, grid.size()).apply(left, right)
                : new VectorMatch(binary, grid.size()).apply(left, right);
        evaluation.context().budget().checkSeries(out.size());
        return out;
    }

    private void hintIfTrimming(Expr.Binary binary, List<Points> rows) {
        if (binary.op().kind() == BinaryOp.Kind.TRIM && !rows.isEmpty()) {
            evaluation
                    .context()
                    .inform(
                            "incompatible sample types encountered for binary operator \"%s\": float %s float"
                                    .formatted(binary.op(), binary.op()),
                            binary.span());
        }
    }

    private static List<Points> withScalar(Expr.Binary binary, List<Points> rows, double[] scalar, boolean scalarLeft) {
        BinaryOp op = binary.op();
        if (op.kind() == BinaryOp.Kind.COMPARISON && !binary.returnBool()) {
            return Elementwise.filter(
                    rows,
                    scalarLeft
                            ? (step, value) -> Arithmetic.holds(op, scalar[step], value) ? value : Points.ABSENT
                            : (step, value) -> Arithmetic.holds(op, value, scalar[step]) ? value : Points.ABSENT);
        }
        return Elementwise.mapSteps(
                rows,
                scalarLeft
                        ? (step, value) -> Arithmetic.of(op, scalar[step], value)
                        : (step, value) -> Arithmetic.of(op, value, scalar[step]));
    }
}
