package io.tocsin.promql.template;

import io.tocsin.schemas.labels.Labels;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that a template is rendered with.
 *
 * @param dot the value of {@code .}
 * @param variables by name without the {@code $}; those that the template's language declares
 * @param instantMillis the instant of evaluation, which is what {@code now} gives
 * @param externalUrl under which people reach this system
 */
public record TemplateScope(
        @Nullable Object dot,
        Map<String, @Nullable Object> variables,
        long instantMillis,
        String externalUrl,
        QueryFunction queries) {

    public TemplateScope {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /**
     * That of a rule's labels and annotations: {@code $labels}, {@code $externalLabels}, {@code $externalURL} and
     * {@code $value}, and the same as {@code .Labels} and so on.
     */
    public static TemplateScope ofAlert(
            Labels labels,
            Labels external,
            String externalUrl,
            double value,
            long instantMillis,
            QueryFunction queries) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put("labels", labels.toMap());
        variables.put("externalLabels", external.toMap());
        variables.put("externalURL", externalUrl);
        variables.put("value", value);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        variables.forEach((name, v) -> fields.put(Character.toUpperCase(name.charAt(0)) + name.substring(1), v));
        return new TemplateScope(new TemplateStruct(fields), variables, instantMillis, externalUrl, queries);
    }
}
