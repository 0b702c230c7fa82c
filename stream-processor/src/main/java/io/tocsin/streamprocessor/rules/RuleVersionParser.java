package io.tocsin.streamprocessor.rules;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.promql.plan.Plan;
import io.tocsin.promql.plan.PlanOptions;
import io.tocsin.promql.plan.Planner;
import io.tocsin.promql.rules.CommandRequest;
import io.tocsin.promql.template.Template;
import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.avro.RuleKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a rule version out of its record: the one place where expressions and templates of rules are parsed. */
public final class RuleVersionParser {

    private final ParseOptions parseOptions;
    private final PlanOptions planOptions;

    public RuleVersionParser(ParseOptions parseOptions, PlanOptions planOptions) {
        this.parseOptions = parseOptions;
        this.planOptions = planOptions;
    }

    public static RuleVersionParser standard() {
        return new RuleVersionParser(ParseOptions.STABLE, PlanOptions.defaults());
    }

    /** @throws PromqlException if an expression or a template cannot be read, or a number makes no sense */
    public RuleVersion parse(RuleGroupVersion definition) {
        if (definition.getIntervalMillis() <= 0) {
            throw new PromqlException("group " + definition.getGroup() + ": the interval has to be positive");
        }
        List<PlannedRule> rules = new ArrayList<>();
        for (RuleDefinition rule : definition.getRules()) {
            rules.add(rule(rule));
        }
        return new RuleVersion(definition, rules);
    }

    /** For what has been parsed before: anything unreadable is a bug of ours. */
    RuleVersion parseKnown(RuleGroupVersion definition) {
        return parse(definition);
    }

    private PlannedRule rule(RuleDefinition rule) {
        SortedMap<String, Template> labels = labels(rule);
        SortedMap<String, Template> annotations = templates(rule, rule.getAnnotations());
        TreeMap<String, Plan> queries = new TreeMap<>();
        for (Map<String, Template> templates : List.of(labels, annotations)) {
            for (Template template : templates.values()) {
                template.constantQueries().forEach(query -> queries.computeIfAbsent(query.expression(), this::plan));
                rejectComputed(rule, template);
            }
        }
        List<PlannedRule.TemplateQuery> planned = new ArrayList<>();
        queries.forEach((text, plan) -> planned.add(new PlannedRule.TemplateQuery(text, plan)));
        return new PlannedRule(rule, plan(rule.getExpr()), labels, annotations, planned, command(rule));
    }

    /** Of a recording rule they are texts, as in Prometheus: nothing in them can be wrong. */
    private static SortedMap<String, Template> labels(RuleDefinition rule) {
        return rule.getKind() == RuleKind.ALERT ? templates(rule, rule.getLabels()) : Collections.emptySortedMap();
    }

    private static Optional<CommandRequest> command(RuleDefinition rule) {
        if (rule.getKind() != RuleKind.ALERT) {
            return Optional.empty();
        }
        return CommandRequest.of(rule.getAnnotations(), (name, mistake) -> {
            throw new PromqlException(rule.getName() + ": annotation " + name + ": " + mistake);
        });
    }

    private static SortedMap<String, Template> templates(RuleDefinition rule, Map<String, String> texts) {
        SortedMap<String, Template> templates = new TreeMap<>();
        texts.forEach((name, text) -> templates.put(name, Template.parse(rule.getName() + "/" + name, text)));
        return templates;
    }

    private static void rejectComputed(RuleDefinition rule, Template template) {
        for (Template.QueryCall call : template.computedQueries()) {
            throw new PromqlException(
                    rule.getName() + ": a template's query must be a constant string, so that it can be"
                            + " planned with the rule; at " + call.position());
        }
    }

    private Plan plan(String text) {
        Expr expr = PromqlParser.parse(text, parseOptions);
        return Planner.plan(expr, planOptions);
    }
}
