package io.tocsin.notifier.channel.template;

import io.tocsin.promql.template.Arguments;
import io.tocsin.promql.template.TemplateError;
import io.tocsin.promql.template.TemplateObject;
import io.tocsin.promql.template.TemplateStruct;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Labels or annotations, Alertmanager's {@code KV}: a map with a few methods. */
final class KeyValues implements TemplateObject {

    private final SortedMap<String, String> raw;
    private final UnaryOperator<String> escape;

    /** @param escape for whatever is printed; keys are looked up as they are */
    KeyValues(Map<String, String> map, UnaryOperator<String> escape) {
        this.raw = new TreeMap<>(map);
        this.escape = escape;
    }

    @Override
    public boolean hasMember(String name) {
        return List.of("SortedPairs", "Remove", "Names", "Values").contains(name);
    }

    @Override
    public Object member(String name, List<@Nullable Object> arguments) {
        return switch (name) {
            case "SortedPairs" -> new Pairs(sorted(), escape);
            case "Names" -> new Pairs(sorted(), escape).names();
            case "Values" -> new Pairs(sorted(), escape).values();
            case "Remove" -> without(Arguments.list(name, arguments, 0));
            default -> throw new TemplateError("there is no method " + name);
        };
    }

    private KeyValues without(List<?> names) {
        Map<String, String> rest = new TreeMap<>(raw);
        names.forEach(name -> rest.remove(String.valueOf(name)));
        return new KeyValues(rest, escape);
    }

    /** By name, but {@code alertname} before all others. */
    private Map<String, String> sorted() {
        Map<String, String> sorted = new LinkedHashMap<>();
        String name = raw.get("alertname");
        if (name != null) {
            sorted.put("alertname", name);
        }
        sorted.putAll(raw);
        return sorted;
    }

    @Override
    public Map<String, String> data() {
        Map<String, String> escaped = new TreeMap<>();
        raw.forEach((key, value) -> escaped.put(key, escape.apply(value)));
        return escaped;
    }

    @Override
    public String typeName() {
        return "template.KV";
    }

    @Override
    public String toString() {
        return "map" + new Pairs(raw, escape);
    }

    /** What {@code SortedPairs} gives: a list of {@code .Name} and {@code .Value}, with {@code Names} and {@code Values}. */
    private record Pairs(Map<String, String> entries, UnaryOperator<String> escape) implements TemplateObject {

        @Override
        public boolean hasMember(String name) {
            return name.equals("Names") || name.equals("Values");
        }

        @Override
        public Object member(String name, List<@Nullable Object> arguments) {
            return name.equals("Names") ? names() : values();
        }

        List<String> names() {
            return entries.keySet().stream().map(escape).toList();
        }

        List<String> values() {
            return entries.values().stream().map(escape).toList();
        }

        @Override
        public List<TemplateStruct> data() {
            return entries.entrySet().stream().map(this::pair).toList();
        }

        private TemplateStruct pair(Map.Entry<String, String> entry) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("Name", escape.apply(entry.getKey()));
            fields.put("Value", escape.apply(entry.getValue()));
            return new TemplateStruct(fields);
        }

        @Override
        public String typeName() {
            return "template.Pairs";
        }

        @Override
        public String toString() {
            return entries.entrySet().stream()
                    .map(entry -> escape.apply(entry.getKey()) + ":" + escape.apply(entry.getValue()))
                    .toList()
                    .toString();
        }
    }
}
