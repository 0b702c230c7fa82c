package io.tocsin.promql.template;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code range} goes through: index or key, and element. */
final class Iteration {

    private Iteration() {}

    static Iterable<Map.Entry<Object, @Nullable Object>> over(@Nullable Object value) {
        Object data = Values.data(value);
        return switch (data) {
            case null -> Collections.emptyList();
            case List<?> list -> elements(list);
            case Map<?, ?> map -> entries(map);
            case Long count -> counted(count);
            default -> throw new TemplateError("range can't iterate over " + GoFormat.plain(value));
        };
    }

    private static List<Map.Entry<Object, @Nullable Object>> elements(List<?> list) {
        List<Map.Entry<Object, @Nullable Object>> all = new ArrayList<>();
        for (Object element : list) {
            all.add(new SimpleImmutableEntry<>((long) all.size(), element));
        }
        return all;
    }

    private static List<Map.Entry<Object, @Nullable Object>> entries(Map<?, ?> map) {
        List<Map.Entry<Object, @Nullable Object>> all = new ArrayList<>();
        Values.sorted(map).forEach((key, element) -> all.add(new SimpleImmutableEntry<>(key, element)));
        return all;
    }

    private static List<Map.Entry<Object, @Nullable Object>> counted(long count) {
        List<Map.Entry<Object, @Nullable Object>> all = new ArrayList<>();
        for (long i = 0; i < Math.min(count, Limits.MAX_STEPS + 1L); i++) {
            all.add(new SimpleImmutableEntry<>(i, i));
        }
        return all;
    }
}
