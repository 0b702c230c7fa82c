package io.tocsin.streamprocessor.rules;

import io.tocsin.promql.plan.Plan;
import io.tocsin.promql.template.Template;
import io.tocsin.schemas.avro.RuleDefinition;
import java.util.List;
import java.util.SortedMap;

/**
 * A rule, ready to be evaluated.
 *
 * @param labels templates by label name; a recording rule's labels are constants, templates or not
 * @param annotations templates by annotation name; empty for a recording rule
 * @param queries the plans of the constant queries in the templates
 */
public record PlannedRule(
        RuleDefinition definition,
        Plan plan,
        SortedMap<String, Template> labels,
        SortedMap<String, Template> annotations,
        List<TemplateQuery> queries) {

    /** A {@code query "…"} in a template: its text as written, and what is evaluated for it. */
    public record TemplateQuery(String text, Plan plan) {}

    public PlannedRule {
        queries = List.copyOf(queries);
    }
}
