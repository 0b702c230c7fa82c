package io.tocsin.promql.rules;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.promql.template.Template;
import io.tocsin.schemas.config.Position;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Alerts for each series that an expression gives.
 *
 * @param hold how long the condition must hold before the alert fires: {@code for}
 * @param keepFiring how long the alert goes on firing once the condition is gone
 */
public record AlertingRule(
        String name,
        String text,
        Expr expr,
        Duration hold,
        Duration keepFiring,
        SortedMap<String, Template> labels,
        SortedMap<String, Template> annotations,
        Position position)
        implements Rule {

    public AlertingRule {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /**
     * What its templates ask, by the text of the query: each once.
     *
     * @throws io.tocsin.promql.parse.ParseException not for a rule that comes from {@link RuleFile#parse}
     */
    public Map<String, Expr> queries(ParseOptions options) {
        Map<String, Expr> queries = new LinkedHashMap<>();
        Stream.concat(labels.values().stream(), annotations.values().stream())
                .flatMap(template -> template.constantQueries().stream())
                .forEach(query ->
                        queries.computeIfAbsent(query.expression(), text -> PromqlParser.parse(text, options)));
        return Collections.unmodifiableMap(queries);
    }
}
