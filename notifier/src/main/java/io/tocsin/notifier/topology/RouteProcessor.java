package io.tocsin.notifier.topology;

import io.tocsin.notifier.group.Alert;
import io.tocsin.notifier.route.GroupAddress;
import io.tocsin.notifier.route.Route;
import io.tocsin.schemas.avro.AlertState;
import io.tocsin.schemas.avro.AlertTransition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Sends each transition to the groups its alert is in. It remembers the last transition of each alert, so that one that
 * is read twice goes nowhere, and so that after a start, when the routes may have changed, what fires is shown to its groups again
 * (those that know it take no notice).
 */
final class RouteProcessor implements Processor<String, AlertTransition, String, AlertTransition> {

    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration CLEAN_UP_INTERVAL = Duration.ofHours(1);

    /** By then nobody repeats a transition, and nobody wants to hear of it either. */
    private static final long FORGET_AFTER_MILLIS = Duration.ofDays(1).toMillis();

    private final Route route;
    private final DecisionMetrics metrics;
    private @Nullable ProcessorContext<String, AlertTransition> context;
    private @Nullable KeyValueStore<String, AlertTransition> last;
    private @Nullable Cancellable start;

    RouteProcessor(Route route, DecisionMetrics metrics) {
        this.route = route;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, AlertTransition> processorContext) {
        context = processorContext;
        last = processorContext.getStateStore(NotifierTopology.ALERTS_STORE);
        start = processorContext.schedule(SOON, PunctuationType.WALL_CLOCK_TIME, now -> startOnce());
        processorContext.schedule(CLEAN_UP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::forgetBefore);
    }

    @Override
    public void process(Record<String, AlertTransition> record) {
        startOnce();
        AlertTransition transition = record.value();
        if (transition == null || !Alerts.concernsPeople(transition)) {
            metrics.transition(DecisionMetrics.Transition.IGNORED);
            return;
        }
        String id = Alerts.id(transition).key();
        AlertTransition known = alerts().get(id);
        if (known != null && known.getAt() >= transition.getAt()) {
            metrics.transition(DecisionMetrics.Transition.REPEATED);
            return;
        }
        alerts().put(id, transition);
        metrics.transition(DecisionMetrics.Transition.ROUTED);
        forward(transition, record.timestamp());
        context().commit();
    }

    private void forward(AlertTransition transition, long timestamp) {
        Alert alert = Alerts.of(transition);
        for (GroupAddress group : route.route(alert.labels())) {
            context().forward(new Record<>(group.id(), transition, timestamp));
        }
    }

    private void startOnce() {
        if (start == null) {
            return;
        }
        start.cancel();
        start = null;
        for (AlertTransition transition : all()) {
            if (transition.getState() == AlertState.FIRING) {
                forward(transition, transition.getAt());
            }
        }
    }

    private void forgetBefore(long now) {
        for (AlertTransition transition : all()) {
            if (transition.getState() == AlertState.RESOLVED && transition.getAt() < now - FORGET_AFTER_MILLIS) {
                alerts().delete(Alerts.id(transition).key());
            }
        }
    }

    private List<AlertTransition> all() {
        List<AlertTransition> all = new ArrayList<>();
        try (KeyValueIterator<String, AlertTransition> stored = alerts().all()) {
            while (stored.hasNext()) {
                KeyValue<String, AlertTransition> next = stored.next();
                all.add(next.value);
            }
        }
        return all;
    }

    private KeyValueStore<String, AlertTransition> alerts() {
        return NotifierTopology.initialised(last);
    }

    private ProcessorContext<String, AlertTransition> context() {
        return NotifierTopology.initialised(context);
    }
}
