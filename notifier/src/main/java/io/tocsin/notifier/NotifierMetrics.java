package io.tocsin.notifier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.notifier.channel.Delivery;
import io.tocsin.notifier.channel.Delivery.Delivered;
import io.tocsin.notifier.channel.Delivery.Rejected;
import io.tocsin.notifier.channel.Delivery.Retry;
import io.tocsin.notifier.group.Decision;
import io.tocsin.notifier.send.SendMetrics;
import io.tocsin.notifier.topology.DecisionMetrics;
import java.util.Locale;
import java.util.function.Supplier;

/** What the notifier counts, as {@code /metrics} shows it. */
final class NotifierMetrics implements DecisionMetrics, SendMetrics {

    private static final String INTEGRATION = "integration";
    private static final String RECEIVER = "receiver";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    NotifierMetrics() {
        new UptimeMetrics().bindTo(registry);
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    @Override
    public void transition(DecisionMetrics.Transition what) {
        Counter.builder("tocsin.notifier.transitions")
                .description("Alert transitions read, by what became of them")
                .tag("result", word(what))
                .register(registry)
                .increment();
    }

    @Override
    public void decided(String receiver, String integration, Decision decision) {
        String[] words = switch (decision) {
            case Decision.Send send -> new String[] {"send", word(send.reason())};
            case Decision.Skip skip -> new String[] {"skip", word(skip.reason())};
        };
        Counter.builder("tocsin.notifier.decisions")
                .description("Decisions whether to tell, and why")
                .tags(RECEIVER, receiver, INTEGRATION, integration, "decision", words[0], "reason", words[1])
                .register(registry)
                .increment();
    }

    @Override
    public void unreadable(String topic) {
        Counter.builder("tocsin.notifier.unreadable")
                .description("Records that were put into the dead letters")
                .tag("topic", topic)
                .register(registry)
                .increment();
    }

    @Override
    public void attempted(String receiver, String integration, Delivery result) {
        String word = switch (result) {
            case Delivered d -> "delivered";
            case Retry r -> "retried";
            case Rejected r -> "rejected";
        };
        attempts(receiver, integration, word);
    }

    @Override
    public void refused(String receiver, String integration) {
        attempts(receiver, integration, "refused");
    }

    private void attempts(String receiver, String integration, String result) {
        Counter.builder("tocsin.notifier.attempts")
                .description("Attempts to tell, by what came of them; refused: rejected without one")
                .tags(RECEIVER, receiver, INTEGRATION, integration, "result", result)
                .register(registry)
                .increment();
    }

    /** @return over all receivers */
    long attempts(String result) {
        return (long) registry.find("tocsin.notifier.attempts").tag("result", result).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    String scrape() {
        return registry.scrape();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
