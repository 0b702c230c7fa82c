package io.tocsin.streamprocessor.topology;

import io.tocsin.schemas.topics.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;

/** The sub-topology of the roots: reports → alerts, commands, recorded series. */
final class RootTopology {

    static final String ROOT = "root";
    static final String STATE_STORE = "root-state";
    static final String ALERTS_SINK = "alerts-sink";
    static final String COMMANDS_SINK = "commands-sink";
    static final String RECORDED_SINK = "recorded-sink";

    private static final String REPORTS_SOURCE = "reports-source";

    private RootTopology() {}

    static void addTo(Topology topology, Topics topics, ProcessorSupplier<String, byte[], String, Object> root) {
        topology.addSource(
                REPORTS_SOURCE,
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topics.reports().name());
        topology.addProcessor(ROOT, root, REPORTS_SOURCE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(STATE_STORE), Serdes.String(), Serdes.ByteArray()),
                ROOT);
        topology.addSink(
                ALERTS_SINK,
                topics.alerts().name(),
                new StringSerializer(),
                topics.alerts().valueSerde().serializer(),
                ROOT);
        topology.addSink(
                COMMANDS_SINK,
                topics.commands().name(),
                new StringSerializer(),
                topics.commands().valueSerde().serializer(),
                ROOT);
        topology.addSink(
                RECORDED_SINK,
                topics.recorded().name(),
                new StringSerializer(),
                topics.recorded().valueSerde().serializer(),
                ROOT);
    }
}
