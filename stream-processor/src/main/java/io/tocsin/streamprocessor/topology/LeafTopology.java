package io.tocsin.streamprocessor.topology;

import io.tocsin.schemas.topics.Topics;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;

/** The sub-topology of the leaves: the same partition of the five source topics → reports, dead letters. */
final class LeafTopology {

    static final String LEAF = "leaf";
    static final String SERIES_STORE = "series";
    static final String STATE_STORE = "leaf-state";
    static final String REPORTS_SINK = "reports-sink";
    static final String DEAD_LETTERS_SINK = "dead-letters-sink";

    private LeafTopology() {}

    static void addTo(
            Topology topology,
            Topics topics,
            SeriesStoreBuilder series,
            ProcessorSupplier<byte[], byte[], byte[], byte[]> leaf) {
        SourceNames names = new SourceNames(topics);
        // Makes `metrics` the series store's changelog. The leaf, the source's other child, fills the store.
        topology.addReadOnlyStateStore(
                series,
                source(SourceTopic.METRICS),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                names.name(SourceTopic.METRICS),
                "series-restore",
                () -> new Restored());
        List<String> parents = new ArrayList<>();
        for (SourceTopic topic : SourceTopic.values()) {
            if (topic != SourceTopic.METRICS) {
                topology.addSource(
                        source(topic), new ByteArrayDeserializer(), new ByteArrayDeserializer(), names.name(topic));
            }
            parents.add(source(topic));
        }
        topology.addProcessor(LEAF, leaf, parents.toArray(String[]::new));
        topology.connectProcessorAndStateStores(LEAF, SERIES_STORE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(STATE_STORE), Serdes.String(), Serdes.ByteArray()),
                LEAF);
        addSinks(topology, topics);
    }

    private static void addSinks(Topology topology, Topics topics) {
        ByteArraySerializer bytes = new ByteArraySerializer();
        topology.addSink(REPORTS_SINK, topics.reports().name(), bytes, bytes, LEAF);
        topology.addSink(DEAD_LETTERS_SINK, topics.deadLetters().name(), bytes, bytes, LEAF);
    }

    static String source(SourceTopic topic) {
        return topic.name().toLowerCase(Locale.ROOT) + "-source";
    }

    /** Does nothing: what a restore does not do the leaf does, and both through the same intake. */
    private static final class Restored implements Processor<byte[], byte[], Void, Void> {

        @Override
        public void process(Record<byte[], byte[]> record) {}
    }
}
