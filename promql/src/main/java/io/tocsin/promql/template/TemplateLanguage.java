package io.tocsin.promql.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which functions, variables and named templates a template may use. Immutable. */
public final class TemplateLanguage {

    /** Go's own functions, and nothing else. */
    public static final TemplateLanguage GO = new TemplateLanguage(GoFunctions.all(), List.of(), Map.of());

    /** That of labels and annotations in Prometheus' rule files. */
    public static final TemplateLanguage RULES = GO.withFunctions(PrometheusFunctions.all())
            .withVariables(List.of("labels", "externalLabels", "externalURL", "value"));

    private final Map<String, TemplateFunction> functions;
    private final Set<String> variables;
    private final Map<String, Definition> definitions;

    private TemplateLanguage(
            Map<String, TemplateFunction> functions,
            Collection<String> variables,
            Map<String, Definition> definitions) {
        this.functions = Map.copyOf(functions);
        this.variables = new LinkedHashSet<>(variables);
        this.definitions = Map.copyOf(definitions);
    }

    /** These go before functions of the same name. */
    public TemplateLanguage withFunctions(Map<String, ? extends TemplateFunction> more) {
        Map<String, TemplateFunction> all = new HashMap<>(functions);
        all.putAll(more);
        return new TemplateLanguage(all, variables, definitions);
    }

    /** @param names without the {@code $}; a scope has to have a value for each */
    public TemplateLanguage withVariables(Collection<String> names) {
        return new TemplateLanguage(functions, names, definitions);
    }

    /** What the given templates define can be called by name; a later definition goes before an earlier one. */
    public TemplateLanguage withDefinitionsOf(Collection<Template> templates) {
        Map<String, Definition> all = new HashMap<>(definitions);
        templates.forEach(template -> all.putAll(template.definitions()));
        return new TemplateLanguage(functions, variables, all);
    }

    boolean hasFunction(String name) {
        return functions.containsKey(name);
    }

    TemplateFunction function(String name) {
        return Objects.requireNonNull(functions.get(name), name);
    }

    List<String> variables() {
        return new ArrayList<>(variables);
    }

    @Nullable
    Definition definition(String name) {
        return definitions.get(name);
    }
}
