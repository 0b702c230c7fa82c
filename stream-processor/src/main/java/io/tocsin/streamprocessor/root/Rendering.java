package io.tocsin.streamprocessor.root;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.template.QuerySample;
import io.tocsin.promql.template.Template;
import io.tocsin.promql.template.TemplateError;
import io.tocsin.promql.template.TemplateException;
import io.tocsin.promql.template.TemplateScope;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.streamprocessor.rules.PlannedRule;
import io.tocsin.streamprocessor.rules.RuleVersion;
import java.util.ArrayList;
import java.util.List;

/** Renders the templates of one alert at one instant. */
final class Rendering {

    private final RuleVersion version;
    private final PlannedRule rule;
    private final InstantView view;
    private final TemplateScope scope;

    Rendering(RuleVersion version, PlannedRule rule, Labels sample, double value, InstantView view) {
        this.version = version;
        this.rule = rule;
        this.view = view;
        Labels external = Labels.of(version.definition().getExternalLabels());
        String url = version.definition().getExternalUrl();
        this.scope = TemplateScope.ofAlert(sample, external, url, value, view.instant(), this::query);
    }

    /** As in Prometheus, a template that fails does not hold up the alert: its text says so instead. */
    String render(Template template) {
        try {
            return template.render(scope);
        } catch (TemplateException e) {
            return "<error expanding template: " + e.getMessage() + ">";
        }
    }

    private List<QuerySample> query(String text) {
        for (PlannedRule.TemplateQuery query : rule.queries()) {
            if (query.text().equals(text)) {
                return samples(query);
            }
        }
        throw new TemplateError("a query must be a constant string, so that it can be planned: " + text);
    }

    private List<QuerySample> samples(PlannedRule.TemplateQuery query) {
        try {
            List<QuerySample> samples = new ArrayList<>();
            view.vector(query.plan(), version.queryOffsetMillis())
                    .forEach((labels, value) -> samples.add(new QuerySample(labels, value)));
            return samples;
        } catch (PromqlException e) {
            throw new TemplateError("query failed: " + e.getMessage());
        }
    }
}
