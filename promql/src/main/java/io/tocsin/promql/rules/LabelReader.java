package io.tocsin.promql.rules;

import io.tocsin.promql.text.GoString;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.labels.Labels;
import java.util.SortedMap;
import java.util.TreeMap;

/** Maps of labels, and of annotations, whose names follow the same rules. */
final class LabelReader {

    /** Any name but that of the metric; values as they are. */
    SortedMap<String, String> labels(YamlNode node) {
        SortedMap<String, String> labels = new TreeMap<>();
        node.entries().forEach((name, value) -> {
            checkLabelName(name, value);
            labels.put(name, value.isPresent() ? value.text() : "");
        });
        return labels;
    }

    void checkLabelName(String name, YamlNode at) {
        if (name.equals(Labels.METRIC_NAME)) {
            at.problem("the label " + name + " cannot be set; a recording rule's name is its record");
        } else {
            checkName("label", name, at);
        }
    }

    void checkAnnotationName(String name, YamlNode at) {
        checkName("annotation", name, at);
    }

    private static void checkName(String what, String name, YamlNode at) {
        if (name.isEmpty() || !GoString.isValid(name)) {
            at.problem("invalid " + what + " name " + GoString.quote(name));
        }
    }
}
