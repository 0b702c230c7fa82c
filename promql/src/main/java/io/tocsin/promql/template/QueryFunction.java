package io.tocsin.promql.template;

import java.util.List;

/** What {@code query} in a template asks. */
public interface QueryFunction {

    /**
     * The result of an instant query at the scope's instant, in its order; a scalar is one sample without labels.
     *
     * @throws TemplateError if there is none
     */
    List<QuerySample> query(String expression);

    /** Knows no answer: for templates that must not query. */
    static QueryFunction none() {
        return expression -> {
            throw new TemplateError("queries are not available here");
        };
    }
}
