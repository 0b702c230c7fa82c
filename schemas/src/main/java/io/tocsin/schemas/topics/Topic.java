package io.tocsin.schemas.topics;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic as a typed value.
 *
 * @param name in full, with the prefix
 * @param config settings of the topic itself, under Kafka's names
 */
public record Topic<K, V>(
        String name, Serde<K> keySerde, Serde<V> valueSerde, int partitions, SortedMap<String, String> config) {

    public Topic {
        config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
    }

    Topic(String name, Serde<K> keySerde, Serde<V> valueSerde, int partitions, Map<String, String> config) {
        this(name, keySerde, valueSerde, partitions, new TreeMap<>(config));
    }

    /** The same topic, read and written as something else: as bytes, say. */
    public <A, B> Topic<A, B> as(Serde<A> keys, Serde<B> values) {
        return new Topic<>(name, keys, values, partitions, config);
    }
}
