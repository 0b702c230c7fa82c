package io.tocsin.streamprocessor.rules;

import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.plan.Plan;
import io.tocsin.promql.rules.CommandRequest;
import io.tocsin.promql.template.Template;
import io.tocsin.schemas.avro.RuleDefinition;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * A rule, ready to be evaluated.
 *
 * @param labels templates by label name; a recording rule's labels are constants, templates or not
 * @param annotations templates by annotation name; empty for a recording rule
 * @param queries the plans of the constant queries in the templates
 * @param command what a firing alert asks another system to do
 */
public record PlannedRule(
        RuleDefinition definition,
        Plan plan,
        SortedMap<String, Template> labels,
        SortedMap<String, Template> annotations,
        List<TemplateQuery> queries,
        Optional<CommandRequest> command) {

    /** A {@code query "…"} in a template: its text as written, and what is evaluated for it. */
    public record TemplateQuery(String text, Plan plan) {}

    public PlannedRule {
        queries = List.copyOf(queries);
    }

    /** Its own plan and those of the queries. */
    public Stream<Plan> plans() {
        return Stream.concat(Stream.of(plan), queries.stream().map(TemplateQuery::plan));
    }

    /** What the rule reads; one that asks for a command reads also what commands are subject to. */
    public List<Selector> selectors() {
        Stream<Selector> own = plans().flatMap(each -> Selectors.of(each.expr()).stream());
        Stream<Selector> control = command.isPresent() ? Stream.of(CommandControls.SELECTOR) : Stream.empty();
        return Stream.concat(own, control).distinct().toList();
    }
}
