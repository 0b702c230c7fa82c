package io.tocsin.notifier.topology;

import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.NotificationEntry;
import io.tocsin.schemas.topics.Topic;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * alerts → route → (by group) → decide → notifications. Every operator, store and internal topic has a name of its own
 * choosing, so that a change of one is seen in the golden description and in no other.
 */
public final class NotifierTopology {

    /** The last transition of each alert, by alert. */
    static final String ALERTS_STORE = "alerts";
    /** When each group is next due and what it was told, by group. */
    static final String GROUPS_STORE = "groups";
    /** The alerts in each group, by group and alert. */
    static final String MEMBERS_STORE = "members";

    private final Topic<String, AlertTransition> alerts;
    private final Topic<String, NotificationEntry> notifications;
    private final GroupingConfig config;
    private final Presence presence;
    private final DecisionMetrics metrics;
    private final LongUnaryOperator timeline;

    /** @param timeline the clock on the wall to the time at which decisions are made, both in milliseconds */
    public NotifierTopology(
            Topic<String, AlertTransition> alerts,
            Topic<String, NotificationEntry> notifications,
            GroupingConfig config,
            Presence presence,
            DecisionMetrics metrics,
            LongUnaryOperator timeline) {
        this.alerts = alerts;
        this.notifications = notifications;
        this.config = config;
        this.presence = presence;
        this.metrics = metrics;
        this.timeline = timeline;
    }

    /** @param settings of Kafka Streams; what concerns topologies is taken from them */
    public Topology build(Properties settings) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(settings)));
        builder.stream(
                        alerts.name(),
                        Consumed.with(alerts.keySerde(), alerts.valueSerde()).withName("alerts"))
                .process(
                        supplier(
                                () -> new RouteProcessor(config.route(), metrics),
                                store(ALERTS_STORE, alerts.valueSerde())),
                        Named.as("route"))
                .repartition(
                        Repartitioned.with(Serdes.String(), alerts.valueSerde()).withName("grouped-alerts"))
                .process(
                        supplier(
                                () -> new GroupProcessor(config, presence, metrics, timeline),
                                store(GROUPS_STORE, GroupStateSerde.create()),
                                store(MEMBERS_STORE, alerts.valueSerde())),
                        Named.as("decide"))
                .to(
                        notifications.name(),
                        Produced.with(notifications.keySerde(), notifications.valueSerde())
                                .withName("notifications"));
        return builder.build(settings);
    }

    /** In memory and in a changelog: groups are few, and are looked at all the time. */
    private static <V> StoreBuilder<?> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values);
    }

    private static <I, O> ProcessorSupplier<String, I, String, O> supplier(
            Supplier<Processor<String, I, String, O>> processor, StoreBuilder<?>... stores) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, I, String, O> get() {
                return processor.get();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return new LinkedHashSet<>(List.of(stores));
            }
        };
    }

    /** What {@code init} has set. */
    static <T> T initialised(@Nullable T field) {
        return Objects.requireNonNull(field, "Kafka Streams calls init first");
    }
}
