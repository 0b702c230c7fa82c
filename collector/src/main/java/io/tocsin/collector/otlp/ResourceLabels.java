package io.tocsin.collector.otlp;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.tocsin.schemas.labels.Labels;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a resource gives to series: {@code job} is the service's namespace and name, {@code instance} its instance id.
 * The rest describes the target in {@code target_info}.
 *
 * @param identity {@code job} and {@code instance}, where the resource has them
 * @param promoted attributes that the configuration makes labels
 * @param targetInfo the series that has all other attributes; empty if there are none, or nothing to join it by
 */
record ResourceLabels(Labels identity, SortedMap<String, String> promoted, Optional<Labels> targetInfo) {

    private static final String NAMESPACE = "service.namespace";
    private static final String NAME = "service.name";
    private static final String INSTANCE = "service.instance.id";
    private static final Set<String> IDENTIFYING = Set.of(NAMESPACE, NAME, INSTANCE);

    static ResourceLabels of(List<KeyValue> attributes, Set<String> promotedKeys) {
        Labels identity = identity(attributes);
        SortedMap<String, String> promoted = new TreeMap<>();
        if (!promotedKeys.isEmpty()) {
            List<KeyValue> chosen = attributes.stream()
                    .filter(attribute -> promotedKeys.contains(attribute.getKey()))
                    .toList();
            promoted.putAll(Attributes.labels(chosen));
        }
        return new ResourceLabels(identity, promoted, targetInfo(identity, attributes));
    }

    private static Labels identity(List<KeyValue> attributes) {
        String namespace = Attributes.text(attributes, NAMESPACE).orElse("");
        String name = Attributes.text(attributes, NAME).orElse("");
        String job = namespace.isEmpty() || name.isEmpty() ? name : namespace + "/" + name;
        return Labels.of(
                "job", job, "instance", Attributes.text(attributes, INSTANCE).orElse(""));
    }

    private static Optional<Labels> targetInfo(Labels identity, List<KeyValue> attributes) {
        if (identity.isEmpty() || attributes.stream().allMatch(a -> IDENTIFYING.contains(a.getKey()))) {
            return Optional.empty();
        }
        Labels.Builder labels = Labels.builder();
        Attributes.labels("", attributes, IDENTIFYING).forEach(labels::set);
        identity.forEach(labels::set);
        return Optional.of(labels.set(Labels.METRIC_NAME, "target_info").build());
    }
}
