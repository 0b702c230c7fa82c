package io.tocsin.streamprocessor.rulefiles;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.ValueType;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.plan.PlanOptions;
import io.tocsin.promql.plan.Planner;
import io.tocsin.promql.rules.AlertingRule;
import io.tocsin.promql.rules.Rule;
import io.tocsin.promql.rules.RuleFile;
import io.tocsin.promql.template.Template;
import io.tocsin.schemas.config.Problems;
import java.util.stream.Stream;

/**
 * Finds rules that can be read and yet not be evaluated. A running instance puts their whole group into the dead
 * letters, or fails at every instant; so this has to be told before they are in the log.
 */
public final class InstanceCheck {
    private final Problems problems;

    /** @param problems takes every mistake, at its rule */
    public InstanceCheck(Problems problems) {
        this.problems = problems;
    }

    /** @param file without problems: of what could not be read there is nothing to say */
    public void check(RuleFile file) {
        file.groups().forEach(group -> group.rules().forEach(this::check));
    }

    private void check(Rule rule) {
        ValueType type = rule.expr().type();
        if (type == ValueType.STRING || type == ValueType.RANGE_VECTOR) {
            problem(rule, "its expression gives a " + type + "; a rule needs an instant vector or a number");
        } else {
            plan(rule, rule.expr());
        }
        if (rule instanceof AlertingRule alert) {
            templates(alert);
        }
    }

    private void templates(AlertingRule alert) {
        alert.queries(ParseOptions.STABLE).values().forEach(query -> plan(alert, query));
        Stream.concat(alert.labels().entrySet().stream(), alert.annotations().entrySet().stream())
                .filter(template -> isComputed(template.getValue()))
                .forEach(template -> problem(
                        alert, "the query in the template " + template.getKey() + " must be a constant string"));
    }

    private static boolean isComputed(Template template) {
        return !template.computedQueries().isEmpty();
    }

    private void plan(Rule rule, Expr expr) {
        try {
            Planner.plan(expr, PlanOptions.defaults());
        } catch (PromqlException e) {
            problem(rule, String.valueOf(e.getMessage()));
        }
    }

    private void problem(Rule rule, String message) {
        problems.add(rule.position(), "", "\"" + rule.name() + "\" cannot be evaluated: " + message);
    }
}
