package io.tocsin.collector.otlp;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.tocsin.schemas.frame.FrameLimits;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The attributes of a point, a scope or a resource as labels. */
final class Attributes {

    /** A longer value is refused anyway; cut so that refusing it, once a point, costs little. */
    private static final int LONGEST = FrameLimits.DEFAULT.symbolBytes() + 1;

    private Attributes() {}

    /**
     * By label name. Keys that become the same name are joined, their values separated by {@code ;} in the order of the
     * keys.
     */
    static SortedMap<String, String> labels(List<KeyValue> attributes) {
        SortedMap<String, String> labels = new TreeMap<>();
        for (KeyValue attribute : attributes) {
            if (labels.put(LabelNames.of(attribute.getKey()), text(attribute)) != null) {
                return labels("", attributes, Set.of());
            }
        }
        return labels;
    }

    /**
     * The same, slower.
     *
     * @param prefix of every key
     * @param without keys to leave out
     */
    static SortedMap<String, String> labels(String prefix, List<KeyValue> attributes, Set<String> without) {
        SortedMap<String, String> labels = new TreeMap<>();
        attributes.stream()
                .filter(attribute -> !without.contains(attribute.getKey()))
                .sorted(Comparator.comparing(KeyValue::getKey))
                .forEach(attribute -> labels.merge(
                        LabelNames.of(prefix + attribute.getKey()),
                        text(attribute),
                        (a, b) -> a.isEmpty() ? b : bounded(a + ";" + b)));
        return labels;
    }

    /** @return empty if there is no such attribute */
    static Optional<String> text(List<KeyValue> attributes, String key) {
        return attributes.stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .findFirst()
                .map(Attributes::text);
    }

    private static String text(KeyValue attribute) {
        return bounded(AttributeText.of(attribute.getValue()));
    }

    /** The text, or as much of it as is refused for its length. */
    static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
