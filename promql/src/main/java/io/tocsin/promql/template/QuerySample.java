package io.tocsin.promql.template;

import io.tocsin.schemas.labels.Labels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One sample of a query's result: {@code .Labels} and {@code .Value}. */
public record QuerySample(Labels labels, double value) implements TemplateObject {

    @Override
    public boolean hasMember(String name) {
        return name.equals("Labels") || name.equals("Value");
    }

    @Override
    public @Nullable Object member(String name, List<@Nullable Object> arguments) {
        if (!arguments.isEmpty()) {
            throw new TemplateError(name + " has arguments but cannot be invoked as function");
        }
        return name.equals("Labels") ? labels.toMap() : Double.valueOf(value);
    }

    @Override
    public String typeName() {
        return "*template.sample";
    }
}
