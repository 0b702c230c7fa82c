package io.tocsin.streamprocessor.ruletest.mutation;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.promql.plan.PlanOptions;
import io.tocsin.promql.plan.Planner;
import io.tocsin.promql.rules.AlertingRule;
import io.tocsin.promql.rules.Rule;
import io.tocsin.promql.rules.RuleFile;
import io.tocsin.promql.rules.RuleGroup;
import io.tocsin.schemas.config.Durations;
import io.tocsin.schemas.config.Position;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** The mutants of a rule file's rules. */
final class RuleFileMutants {

    private final FilePlaces places;
    private final Duration interval;
    private final List<Mutant> found = new ArrayList<>();

    private RuleFileMutants(FilePlaces places, Duration interval) {
        this.places = places;
        this.interval = interval;
    }

    /**
     * In the order of the rules.
     *
     * @param name of the file, as the user gave it
     * @param interval of the evaluations in its tests
     * @param problems takes what is wrong with the file; there are no mutants then
     */
    static List<Mutant> of(String name, String text, Duration interval, Problems problems) {
        RuleFile file = RuleFile.parse(name, text, problems);
        if (!problems.isEmpty()) {
            return List.of();
        }
        RuleFileMutants mutants = new RuleFileMutants(new FilePlaces(text), interval);
        List<YamlNode> groups = YamlNode.parse(name, text, problems).list("groups");
        for (int i = 0; i < groups.size(); i++) {
            RuleGroup group = file.groups().get(i);
            List<YamlNode> rules = groups.get(i).list("rules");
            for (int j = 0; j < rules.size(); j++) {
                Rule rule = group.rules().get(j);
                mutants.add(new Mutant.RuleSite(group.name(), j, rule.name()), rule, rules.get(j));
            }
        }
        return mutants.found;
    }

    private void add(Mutant.RuleSite site, Rule rule, YamlNode node) {
        for (ExprMutation each : ExprMutations.of(rule.expr(), rule.text(), interval)) {
            String changed = each.expr().toString();
            if (isPlannable(changed)) {
                Position at = places.of(node.get("expr"), each.place().start());
                found.add(new Mutant(site, at, each.from(), each.to(), new Mutant.Change.Expression(changed)));
            }
        }
        if (rule instanceof AlertingRule alert) {
            durations(site, node.get("for"), "for", alert.hold(), Mutant.Change.Hold::new);
            durations(
                    site,
                    node.get("keep_firing_for"),
                    "keep_firing_for",
                    alert.keepFiring(),
                    Mutant.Change.KeepFiring::new);
        }
    }

    private static boolean isPlannable(String expr) {
        try {
            Planner.plan(PromqlParser.parse(expr, ParseOptions.STABLE), PlanOptions.defaults());
            return true;
        } catch (PromqlException _) {
            return false;
        }
    }

    private void durations(
            Mutant.RuleSite site, YamlNode node, String key, Duration is, LongFunction<Mutant.Change> change) {
        if (is.isZero()) {
            return;
        }
        for (long millis : Steps.around(is.toMillis(), interval.toMillis())) {
            if (millis >= 0) {
                String from = key + ": " + Durations.format(is);
                String to = key + ": " + Durations.format(Duration.ofMillis(millis));
                found.add(new Mutant(site, node.position(), from, to, change.apply(millis)));
            }
        }
    }
}
