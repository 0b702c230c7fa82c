package io.tocsin.promql.plan;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.eval.ConstantDurations;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a query without evaluating it.
 *
 * @param selectors all that it selects, each once, in order of appearance
 * @param dependsOnAbsence whether it may yield something where selected series are missing that it would not yield if
 *     they were there, or yields something of no series at all: {@code absent}, {@code unless}, {@code scalar},
 *     {@code vector}, {@code fill}, constants
 * @param windowsPerInstant how many times a selected series is looked at for one instant, summed over the selectors: 1 for
 *     a plain selector, the number of its steps in a subquery
 * @param secondsPerInstant how many seconds of samples are looked at for one instant and selected series: what a query costs
 *     grows with this, divided by the interval between samples
 */
public record Analysis(
        List<Selector> selectors, boolean dependsOnAbsence, long windowsPerInstant, double secondsPerInstant) {

    private static final Set<String> OF_NOTHING = Set.of("absent", "absent_over_time", "vector", "scalar");

    public Analysis {
        selectors = List.copyOf(selectors);
    }

    public static Analysis of(Expr expr, PlanOptions options) {
        Walk walk = new Walk(options);
        walk.visit(expr, 1);
        return new Analysis(List.copyOf(walk.selectors), walk.absence, walk.windows, walk.seconds);
    }

    private static final class Walk {
        private final PlanOptions options;
        private final Set<Selector> selectors = new LinkedHashSet<>();
        private boolean absence;
        private long windows;
        private double seconds;

        Walk(PlanOptions options) {
            this.options = options;
        }

        void visit(@Nullable Expr expr, long times) {
            switch (expr) {
                case null -> {}
                case Expr.NumberLiteral number -> absence = true;
                case Expr.StringLiteral string -> {}
                case Expr.Paren paren -> visit(paren.inner(), times);
                case Expr.Unary unary -> visit(unary.operand(), times);
                case Expr.Binary binary -> binary(binary, times);
                case Expr.Aggregate aggregate -> {
                    boolean before = absence;
                    visit(aggregate.parameter(), times);
                    absence = before;
                    visit(aggregate.operand(), times);
                }
                case Expr.Call call -> call(call, times);
                case Expr.VectorSelector selector -> look(selector.selector(), options.lookbackMillis(), times);
                case Expr.MatrixSelector selector ->
                    look(selector.selector(), ConstantDurations.ofInstantQuery(selector.range()), times);
                case Expr.Subquery subquery -> {
                    long range = ConstantDurations.ofInstantQuery(subquery.range());
                    long step = subquery.step() == null
                            ? options.defaultStepMillis()
                            : ConstantDurations.ofInstantQuery(subquery.step());
                    visit(subquery.operand(), times * Math.max(1, range / Math.max(1, step)));
                }
                case Expr.Gathered leaf -> visit(leaf.expr(), times);
            }
        }

        private void binary(Expr.Binary binary, long times) {
            boolean before = absence;
            absence = false;
            visit(binary.left(), times);
            boolean left = absence;
            absence = false;
            visit(binary.right(), times);
            boolean right = absence;
            boolean fills = binary.matching() != null
                    && (binary.matching().fillLeft() != null
                            || binary.matching().fillRight() != null);
            absence = before
                    || switch (binary.op()) {
                        case OR -> left || right;
                        case UNLESS -> true;
                        case AND -> left && right;
                        default -> fills || (left && right);
                    };
        }

        private void call(Expr.Call call, long times) {
            boolean before = absence;
            absence = false;
            boolean needsSeries = false;
            for (Expr argument : call.arguments()) {
                boolean sofar = absence;
                visit(argument, times);
                boolean ofSeries = switch (argument.type()) {
                    case INSTANT_VECTOR, RANGE_VECTOR -> true;
                    case SCALAR, STRING -> false;
                };
                needsSeries |= ofSeries;
                absence = ofSeries ? absence : sofar;
            }
            absence |= before || !needsSeries || OF_NOTHING.contains(call.function());
        }

        private void look(Selector selector, long millis, long times) {
            selectors.add(selector);
            windows += times;
            seconds += times * (millis / 1000.0);
        }
    }
}
