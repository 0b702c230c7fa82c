package io.tocsin.client.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tocsin.client.ClientCounts;
import io.tocsin.client.LossReason;
import io.tocsin.client.TocsinClient;
import java.util.function.ToDoubleFunction;

/**
 * A client's {@link ClientCounts} as meters, by topic. A {@link TocsinMeterRegistry} has those of its own client; bind
 * them to another registry too where it has to be seen that Kafka is away.
 */
public final class TocsinClientMetrics implements MeterBinder {

    private final TocsinClient client;

    public TocsinClientMetrics(TocsinClient client) {
        this.client = client;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String topic : client.countsByTopic().keySet()) {
            counter("tocsin.client.records.offered", topic, ClientCounts::offered)
                    .description("Records handed to the client: acknowledged + lost + waiting.")
                    .register(registry);
            counter("tocsin.client.records.acknowledged", topic, ClientCounts::acknowledged)
                    .description("Records that Kafka has stored.")
                    .register(registry);
            for (LossReason reason : LossReason.values()) {
                counter("tocsin.client.records.lost", topic, counts -> counts.lost(reason))
                        .description("Records that did not reach the log.")
                        .tag("reason", reason.label())
                        .register(registry);
            }
            Gauge.builder("tocsin.client.waiting", client, c -> counts(c, topic).waitingBytes())
                    .description("What waits for Kafka, of the memory permitted for each topic.")
                    .baseUnit("bytes")
                    .tag("topic", topic)
                    .register(registry);
        }
    }

    private FunctionCounter.Builder<TocsinClient> counter(
            String name, String topic, ToDoubleFunction<ClientCounts> count) {
        return FunctionCounter.builder(name, client, c -> count.applyAsDouble(counts(c, topic)))
                .tag("topic", topic);
    }

    private static ClientCounts counts(TocsinClient client, String topic) {
        ClientCounts counts = client.countsByTopic().get(topic);
        return counts == null ? client.counts() : counts;
    }
}
