package io.tocsin.streamprocessor.root;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.plan.Leaf;
import io.tocsin.promql.plan.LeafEvaluator;
import io.tocsin.promql.plan.Plan;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.Command;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.alert.ActiveAlert;
import io.tocsin.streamprocessor.command.Responses;
import io.tocsin.streamprocessor.report.LeafResult;
import io.tocsin.streamprocessor.report.Report;
import io.tocsin.streamprocessor.rules.RuleVersion;
import io.tocsin.streamprocessor.state.KeyedState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One namespace over one source of series, without a log: the caller says which group is evaluated at which instant.
 * Leaves, the finishing of rules, recordings and the life cycle of alerts are those of production; for the unit tests of
 * rules.
 */
public final class SoloRoot {

    private static final String NAMESPACE = "test";

    private final EvalOptions options;
    private final KeyedState state = KeyedState.inMemory();
    private final RecordedSeries recorded =
            new RecordedSeries(NAMESPACE, state, new FrameCodec(WireFormat.singleObject(), "recorded"));
    private final Responses responses = new Responses(NAMESPACE, state);
    private final SortedMap<String, GroupRoot> groups = new TreeMap<>();

    public SoloRoot(EvalOptions options) {
        this.options = options;
    }

    /** Nothing is published. */
    private static final class Nowhere implements RootOutput {

        @Override
        public void transition(AlertTransition transition) {}

        @Override
        public void command(Command command) {}

        @Override
        public void recorded(String rule, MetricFrame frame) {}
    }

    /**
     * A rule that could not be evaluated at an instant.
     *
     * @param message why
     */
    public record Failure(String rule, String message) {}

    private record LeafAndGrid(Leaf leaf, Grid grid) {}

    /** Groups in the order in which production evaluates them at one instant: after those whose recordings they read. */
    public static List<RuleVersion> inOrder(Collection<RuleVersion> groups) {
        return DependenceOrder.of(groups);
    }

    /**
     * Evaluates the rules of a group in their order.
     *
     * @param instant not before that of the last call
     * @return those that failed
     */
    public List<Failure> evaluate(RuleVersion group, long instant, SeriesSource source) {
        GroupRoot root = groups.computeIfAbsent(
                group.name().group(),
                name -> new GroupRoot(NAMESPACE, name, state, recorded, responses, new Nowhere()));
        Grid at = Grid.instant(instant - group.queryOffsetMillis());
        root.evaluate(group, view(group.plans(), instant, at, source));
        List<Failure> failures = new ArrayList<>();
        NamespaceView.@Nullable GroupView view = root.view();
        for (NamespaceView.RuleView rule : view == null ? List.<NamespaceView.RuleView>of() : view.rules()) {
            RuleHealth health = rule.health();
            if (health != null && health.at() == instant && health.error() != null) {
                failures.add(new Failure(rule.rule().definition().getName(), health.error()));
            }
        }
        return failures;
    }

    private InstantView view(List<Plan> plans, long instant, Grid at, SeriesSource source) {
        List<LeafResult> results = new ArrayList<>();
        Set<LeafAndGrid> evaluated = new HashSet<>();
        for (Plan plan : plans) {
            List<Grid> grids = plan.leafGrids(at, options.defaultStepMillis());
            for (int leaf = 0; leaf < grids.size(); leaf++) {
                // Rules that share a leaf share its result: a report has each once.
                if (evaluated.add(new LeafAndGrid(plan.leaves().get(leaf), grids.get(leaf)))) {
                    results.add(evaluate(plan, leaf, grids.get(leaf), at, source));
                }
            }
        }
        Report.Span span = new Report.Span(instant - 1, instant);
        Report report = new Report(NAMESPACE, 0, span, List.of(), List.of(), results);
        return new InstantView(instant, List.of(new AssembledReport(List.of(report), List.of())), recorded, options);
    }

    private LeafResult evaluate(Plan plan, int leaf, Grid grid, Grid at, SeriesSource source) {
        String id = plan.leaves().get(leaf).id();
        try {
            EvalOptions of = options.forQuery(at);
            return new LeafResult.Values(
                    id, LeafEvaluator.evaluate(plan.leaves().get(leaf), grid, source, of));
        } catch (PromqlException e) {
            return new LeafResult.Failed(id, grid, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Evaluates a query over the source and what has been recorded.
     *
     * @return the value of each series; a scalar has no labels
     * @throws io.tocsin.promql.PromqlException if it cannot be evaluated, or gives something else
     */
    public SortedMap<Labels, Double> query(Plan plan, long instant, SeriesSource source) {
        return view(List.of(plan), instant, Grid.instant(instant), source).vector(plan, 0);
    }

    /** The pending and firing alerts of all rules of one name. */
    public List<ActiveAlert> alerts(String rule) {
        List<ActiveAlert> alerts = new ArrayList<>();
        for (GroupRoot group : groups.values()) {
            for (NamespaceView.RuleView view :
                    Objects.requireNonNull(group.view()).rules()) {
                if (view.rule().definition().getName().equals(rule)) {
                    alerts.addAll(view.alerts());
                }
            }
        }
        return alerts;
    }
}
