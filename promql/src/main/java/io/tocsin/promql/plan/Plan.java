package io.tocsin.promql.plan;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.eval.Grid;
import java.util.List;
import java.util.Map;

/**
 * An expression split into leaves and a root (DESIGN, section 3).
 *
 * @param expr the whole
 * @param root the rest: the whole with {@link Expr.Gathered} in place of each leaf
 * @param leaves each once for every grid it is needed on: only within different subqueries may equal leaves stand
 * @param reach how far from its instant the expression looks
 */
public record Plan(Expr expr, Expr root, List<Leaf> leaves, Reach reach) {

    public Plan {
        leaves = List.copyOf(leaves);
    }

    /**
     * The instants at which each leaf has to be evaluated so that the root can be evaluated at those given; more than
     * these where a leaf stands in a subquery or has an {@code offset} around it.
     *
     * @param defaultStepMillis the step of subqueries that name none, as in the evaluation of the root
     * @return one grid a leaf, in the order of {@link #leaves()}
     */
    public List<Grid> leafGrids(Grid instants, long defaultStepMillis) {
        return new LeafGrids(instants, defaultStepMillis).of(this);
    }

    /** The split, for people. */
    public String explain() {
        return Explanation.of(this);
    }

    /**
     * How far from the instant of evaluation samples are looked at. Fixed times ({@code @ 1609746000}) do not count.
     *
     * @param backMillis the oldest sample looked at, as a distance before the instant; look-back included
     * @param back the same for each selector; without those that stand at fixed times only
     * @param forwardMillis the newest one, as a distance after the instant; 0 unless an offset is negative
     * @param sliceable whether evaluating many instants as one range gives the same as evaluating each: not so with
     *     {@code @}, {@code start()}, {@code end()}, {@code step()}, {@code range()} or a forward look
     */
    public record Reach(long backMillis, Map<Selector, Long> back, long forwardMillis, boolean sliceable) {

        public Reach {
            back = Map.copyOf(back);
        }
    }
}
