package io.tocsin.standalone.cli;

import io.tocsin.promql.plan.Plan;
import io.tocsin.promql.plan.PlanOptions;
import io.tocsin.promql.plan.Planner;
import io.tocsin.promql.rules.RuleGroup;
import io.tocsin.schemas.config.Durations;
import java.time.Duration;
import java.util.List;

/**
 * What one evaluation of a rule costs, as far as it can be told without its series.
 *
 * @param every the group's interval, or who decides it
 */
record RuleCost(String group, String every, String rule, Plan plan) {
    private static final EvaluationSteps STEPS =
            new EvaluationSteps(PlanOptions.defaults().defaultStepMillis());

    /** Each rule of a group, split as the stream-processor splits it. */
    static List<RuleCost> of(RuleGroup group) {
        String every = group.interval().map(Durations::format).orElse("default");
        PlanOptions options = PlanOptions.defaults();
        return group.rules().stream()
                .map(rule -> new RuleCost(group.name(), every, rule.name(), Planner.plan(rule.expr(), options)))
                .toList();
    }

    /** How often selectors are evaluated for one instant. */
    long steps() {
        return STEPS.of(plan.expr());
    }

    void addTo(Table table) {
        table.add(
                "  " + group,
                rule,
                every,
                Durations.format(Duration.ofMillis(plan.reach().backMillis())),
                Integer.toString(plan.leaves().size()),
                Long.toString(steps()));
    }
}
