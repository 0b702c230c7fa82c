package io.tocsin.promql.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function that templates can call. */
public interface TemplateFunction {

    /** @throws TemplateError if the arguments are not right */
    @Nullable
    Object call(List<@Nullable Object> arguments, TemplateScope scope);
}
