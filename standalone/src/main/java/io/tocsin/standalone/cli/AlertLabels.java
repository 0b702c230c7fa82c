package io.tocsin.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;

/** An alert's labels in a line. */
final class AlertLabels {

    private AlertLabels() {}

    /** As {@code job="api", path="/"}; without the alert's name, which has a column of its own. */
    static String text(JsonNode labels) {
        return labels.properties().stream()
                .filter(label -> !label.getKey().equals("alertname"))
                .map(label -> label.getKey() + "=\"" + label.getValue().asText() + "\"")
                .collect(Collectors.joining(", "));
    }
}
