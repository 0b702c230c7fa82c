package io.tocsin.streamprocessor.topology;

import io.tocsin.schemas.topics.Topics;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The source topics by their names, and back. */
public final class SourceNames {

    private final Map<SourceTopic, String> names = new EnumMap<>(SourceTopic.class);
    private final Map<String, SourceTopic> topics = new HashMap<>();

    public SourceNames(Topics of) {
        names.put(SourceTopic.METRICS, of.metrics().name());
        names.put(SourceTopic.MIGRATIONS, of.migrations().name());
        names.put(SourceTopic.RESERVES, of.reserves().name());
        names.put(SourceTopic.ACTIVITY, of.activity().name());
        names.put(SourceTopic.RULES, of.rules().name());
        names.forEach((topic, name) -> topics.put(name, topic));
    }

    public String name(SourceTopic topic) {
        return Objects.requireNonNull(names.get(topic));
    }

    public SourceTopic topic(String name) {
        return Objects.requireNonNull(topics.get(name), name);
    }

    public Map<SourceTopic, String> all() {
        return Collections.unmodifiableMap(names);
    }
}
