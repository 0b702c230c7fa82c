package io.tocsin.streamprocessor.rules;

import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.plan.Plan;
import io.tocsin.promql.template.Template;
import io.tocsin.schemas.avro.RuleDefinition;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

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

    /** Its own plan and those of the queries. */
    public Stream<Plan> plans() {
        return Stream.concat(Stream.of(plan), queries.stream().map(TemplateQuery::plan));
    }

    /** What the rule reads. */
    public List<Selector> selectors() {
        return plans().flatMap(each -> Selectors.of(each.expr()).stream())
                .distinct()
                .toList();
    }
}
