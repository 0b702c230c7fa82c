package io.tocsin.promql.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value with members: Go's structs and methods, such as {@code .Labels.SortedPairs}. Other values that templates
 * know are strings, {@link Double}, {@link Long}, {@link Boolean}, null, lists, and maps with strings for keys.
 */
public interface TemplateObject {

    boolean hasMember(String name);

    /**
     * A field or the result of a method.
     *
     * @throws TemplateError if the arguments are not right
     */
    @Nullable
    Object member(String name, List<@Nullable Object> arguments);

    /** What this is beside its members, where it is anything: a map, a list, a string, a number; else null. */
    default @Nullable Object data() {
        return null;
    }

    /** As Go names it in error messages. */
    default String typeName() {
        return "struct";
    }
}
