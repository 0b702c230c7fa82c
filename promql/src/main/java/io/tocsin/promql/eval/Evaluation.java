package io.tocsin.promql.eval;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.ValueType;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One evaluation of one query: the engine room behind {@link Engine} and the evaluators of a plan. Not thread-safe, used
 * once.
 */
public final class Evaluation {

    private final EvalContext context;
    private final List<Matrix> gathered;
    private final Binaries binaries = new Binaries(this);
    private final Calls calls = new Calls(this);
    private final Aggregations aggregations = new Aggregations(this);

    /**
     * @param gathered what {@link Expr.Gathered} refers to, by index
     * @param query the instants of the whole query
     */
    public Evaluation(SeriesSource source, List<Matrix> gathered, EvalOptions options, Grid query) {
        this.context = new EvalContext(source, options, options.query() == null ? query : options.query());
        this.gathered = gathered;
    }

    /**
     * Evaluates to the end.
     *
     * @throws PromqlException if the query cannot be evaluated, or exceeds a limit
     */
    public Result result(Expr expr, Grid grid) {
        Value value = switch (expr.type()) {
            case SCALAR -> new Value.Scalar(grid, scalar(expr, grid));
            case STRING -> new Value.Text(text(expr));
            case RANGE_VECTOR -> Ranges.top(this, expr, grid);
            case INSTANT_VECTOR -> finished(expr, grid);
        };
        return new Result(value, context.annotations());
    }

    private Matrix finished(Expr expr, Grid grid) {
        List<Points> rows = new ArrayList<>(Rows.dropNames(vector(expr, grid)));
        if (!context.isInstantQuery() || !Ordering.isOrdered(expr)) {
            Rows.sortByLabels(rows);
        }
        return toMatrix(grid, rows);
    }

    /** Evaluates an instant vector without dropping the metric names that have to go; in an order fixed by the labels. */
    public Matrix pending(Expr expr, Grid grid) {
        return toMatrix(grid, Rows.canonical(vector(expr, grid)));
    }

    public Annotations annotations() {
        return context.annotations();
    }

    private static Matrix toMatrix(Grid grid, List<Points> rows) {
        List<Matrix.Row> finished = new ArrayList<>(rows.size());
        for (Points row : rows) {
            if (!row.isEmpty()) {
                finished.add(row.toRow());
            }
        }
        return new Matrix(grid, finished);
    }

    EvalContext context() {
        return context;
    }

    List<Points> vector(Expr expr, Grid grid) {
        if (grid.size() > 1 && Invariance.isStepInvariant(expr)) {
            return broadcast(vectorAt(expr, Grid.instant(grid.startMillis())), grid.size());
        }
        return vectorAt(expr, grid);
    }

    private static List<Points> broadcast(List<Points> rows, int steps) {
        List<Points> wide = new ArrayList<>(rows.size());
        for (Points row : rows) {
            double[] values = new double[steps];
            Arrays.fill(values, row.values()[0]);
            wide.add(new Points(row.labels(), row.nameDropped(), values));
        }
        return wide;
    }

    private List<Points> vectorAt(Expr expr, Grid grid) {
        return switch (expr) {
            case Expr.Paren paren -> vector(paren.inner(), grid);
            case Expr.Unary unary -> unary(unary, grid);
            case Expr.Binary binary -> binaries.vector(binary, grid);
            case Expr.Aggregate aggregate -> aggregations.vector(aggregate, grid);
            case Expr.Call call -> calls.vector(call, grid);
            case Expr.VectorSelector selector -> Selectors.read(context, selector, grid);
            case Expr.Gathered leaf -> Ranges.gathered(gathered.get(leaf.leaf()), grid);
            case Expr.NumberLiteral number -> throw notA(expr, ValueType.INSTANT_VECTOR);
            case Expr.StringLiteral string -> throw notA(expr, ValueType.INSTANT_VECTOR);
            case Expr.MatrixSelector range -> throw notA(expr, ValueType.INSTANT_VECTOR);
            case Expr.Subquery subquery -> throw notA(expr, ValueType.INSTANT_VECTOR);
        };
    }

    private List<Points> unary(Expr.Unary unary, Grid grid) {
        List<Points> rows = vector(unary.operand(), grid);
        return unary.negative() ? Elementwise.map(rows, value -> -value) : rows;
    }

    double[] scalar(Expr expr, Grid grid) {
        return switch (expr) {
            case Expr.Paren paren -> scalar(paren.inner(), grid);
            case Expr.NumberLiteral number -> filled(grid.size(), number.value());
            case Expr.Unary unary -> negated(scalar(unary.operand(), grid), unary.negative());
            case Expr.Binary binary -> binaries.scalar(binary, grid);
            case Expr.Call call -> calls.scalar(call, grid);
            case Expr.StringLiteral string -> throw notA(expr, ValueType.SCALAR);
            case Expr.Aggregate aggregate -> throw notA(expr, ValueType.SCALAR);
            case Expr.VectorSelector selector -> throw notA(expr, ValueType.SCALAR);
            case Expr.MatrixSelector range -> throw notA(expr, ValueType.SCALAR);
            case Expr.Subquery subquery -> throw notA(expr, ValueType.SCALAR);
            case Expr.Gathered leaf -> throw notA(expr, ValueType.SCALAR);
        };
    }

    static double[] filled(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }

    private static double[] negated(double[] values, boolean negative) {
        for (int i = 0; negative && i < values.length; i++) {
            values[i] = -values[i];
        }
        return values;
    }

    String text(Expr expr) {
        if (unwrap(expr) instanceof Expr.StringLiteral string) {
            return string.value();
        }
        throw notA(expr, ValueType.STRING);
    }

    static Expr unwrap(Expr expr) {
        Expr inner = expr;
        while (inner instanceof Expr.Paren paren) {
            inner = paren.inner();
        }
        return inner;
    }

    /** The parser's type check makes this impossible for what it has read. */
    private static PromqlException notA(Expr expr, ValueType wanted) {
        return new PromqlException("expected a value of type " + wanted + ", got " + expr.type() + ": " + expr);
    }

    static Points constant(Labels labels, double[] values) {
        return new Points(labels, false, values);
    }
}
