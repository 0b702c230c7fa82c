package io.tocsin.collector.otlp;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.tocsin.schemas.frame.FrameLimits;
import io.tocsin.schemas.labels.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The labels of the points of one scope of one resource. Where names meet, {@code job} and {@code instance} win over the
 * scope, the scope over the point, the point over what is promoted from the resource.
 */
final class PointLabels {

    private static final String PREFIX = "otel_scope_";

    /** More labels, or more characters in them, are refused anyway; left out so that refusing each point costs little. */
    private static final int MOST = FrameLimits.DEFAULT.labels();

    private static final int MOST_CHARS = 64 * 1024;

    private final ResourceLabels resource;
    private final Map<String, String> scope;

    private PointLabels(ResourceLabels resource, Map<String, String> scope) {
        this.resource = resource;
        this.scope = scope;
    }

    static PointLabels of(ResourceLabels resource, ScopeMetrics metrics, boolean scopeLabels) {
        return new PointLabels(resource, scopeLabels ? scope(metrics) : Map.of());
    }

    /** A scope without a name says nothing. */
    private static Map<String, String> scope(ScopeMetrics metrics) {
        InstrumentationScope scope = metrics.getScope();
        if (scope.getName().isEmpty()) {
            return Map.of();
        }
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(PREFIX + "name", Attributes.bounded(scope.getName()));
        labels.put(PREFIX + "version", Attributes.bounded(scope.getVersion()));
        labels.put(PREFIX + "schema_url", Attributes.bounded(metrics.getSchemaUrl()));
        addBounded(Attributes.labels(PREFIX, scope.getAttributesList(), Set.of()), labels);
        return labels;
    }

    private static void addBounded(Map<String, String> attributes, Map<String, String> into) {
        int count = 0;
        int chars = 0;
        for (Map.Entry<String, String> label : attributes.entrySet()) {
            String value = label.getValue();
            if (!value.isEmpty() && into.putIfAbsent(label.getKey(), value) == null) {
                count++;
                chars += label.getKey().length() + value.length();
            }
            if (count > MOST || chars > MOST_CHARS) {
                return;
            }
        }
    }

    Labels of(String metricName, List<KeyValue> attributes) {
        Labels.Builder labels = Labels.builder();
        resource.promoted().forEach(labels::set);
        Attributes.labels(attributes).forEach(labels::set);
        scope.forEach(labels::set);
        resource.identity().forEach(labels::set);
        return labels.set(Labels.METRIC_NAME, metricName).build();
    }
}
