package io.tocsin.promql.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Named fields, and no others: asking for one that is not there is an error, unlike with a map. */
public final class TemplateStruct implements TemplateObject {

    private final Map<String, @Nullable Object> fields;

    /** @param fields in the order in which they print */
    public TemplateStruct(Map<String, ? extends @Nullable Object> fields) {
        this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public boolean hasMember(String name) {
        return fields.containsKey(name);
    }

    @Override
    public @Nullable Object member(String name, List<@Nullable Object> arguments) {
        if (!arguments.isEmpty()) {
            throw new TemplateError(name + " has arguments but cannot be invoked as function");
        }
        return fields.get(name);
    }

    /** As Go prints a struct: {@code {a b}}. */
    @Override
    public String toString() {
        return fields.values().stream().map(Values::print).collect(Collectors.joining(" ", "{", "}"));
    }
}
