package io.tocsin.schemas.topics;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.jspecify.annotations.Nullable;

/** Holds a topic that exists against what it must be. */
final class TopicCheck {

    /** What changes a result or loses data; how long something is kept is the operator's own. */
    private static final List<String> CHECKED =
            List.of(TopicConfigs.TIMESTAMP_TYPE, TopicConfigs.AFTER_MAX, TopicConfigs.BEFORE_MAX, TopicConfigs.CLEANUP);

    private TopicCheck() {}

    static List<String> differences(Topic<?, ?> topic, int partitions, @Nullable Config actual) {
        List<String> differences = new ArrayList<>();
        if (partitions != topic.partitions()) {
            differences.add(topic.name() + ": has " + partitions + " partitions, must have " + topic.partitions());
        }
        for (String key : CHECKED) {
            String wanted = topic.config().get(key);
            ConfigEntry entry = actual == null ? null : actual.get(key);
            String found = entry == null ? "nothing" : entry.value();
            if (wanted != null && !wanted.equals(found)) {
                differences.add(topic.name() + ": " + key + " is " + found + ", must be " + wanted);
            }
        }
        return differences;
    }
}
