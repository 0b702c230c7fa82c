package io.tocsin.notifier.topology;

import io.tocsin.notifier.group.Alert;
import io.tocsin.notifier.group.Decision;
import io.tocsin.notifier.group.Flush;
import io.tocsin.notifier.group.GroupState;
import io.tocsin.notifier.group.Recipient;
import io.tocsin.notifier.route.GroupAddress;
import io.tocsin.notifier.route.Timing;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.NotificationEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Keeps the groups of one partition and flushes each when it is due, but none before the log is read to the present. */
final class GroupProcessor implements Processor<String, AlertTransition, String, NotificationEntry> {

    private static final Duration TURN = Duration.ofMillis(100);

    private record Timer(Instant due, String groupId) {}

    private final GroupingConfig config;
    private final Presence presence;
    private final DecisionMetrics metrics;
    private final LongUnaryOperator timeline;
    /** Rebuilt from the store after a start; a group's timer counts only if it is the one its state says. */
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparing(Timer::due));

    private @Nullable ProcessorContext<String, NotificationEntry> context;
    private @Nullable GroupStore store;
    private BooleanSupplier present = () -> false;
    private boolean started;

    GroupProcessor(GroupingConfig config, Presence presence, DecisionMetrics metrics, LongUnaryOperator timeline) {
        this.config = config;
        this.presence = presence;
        this.metrics = metrics;
        this.timeline = timeline;
    }

    @Override
    public void init(ProcessorContext<String, NotificationEntry> processorContext) {
        context = processorContext;
        store = new GroupStore(
                processorContext.getStateStore(NotifierTopology.GROUPS_STORE),
                processorContext.getStateStore(NotifierTopology.MEMBERS_STORE));
        present = presence.fromNow();
        processorContext.schedule(TURN, PunctuationType.WALL_CLOCK_TIME, wall -> flushDue(at(wall)));
    }

    @Override
    public void process(Record<String, AlertTransition> record) {
        startOnce();
        String groupId = record.key();
        Alert alert = Alerts.of(record.value());
        Optional<GroupAddress> address = config.route().route(alert.labels(), groupId);
        // Routed by an instance with another configuration; it is shown to its groups again at every start.
        if (address.isEmpty() || !store().put(groupId, record.value())) {
            return;
        }
        Instant now = at(context().currentSystemTimeMs());
        Timing timing = address.get().route().timing();
        GroupState known = store().state(groupId);
        GroupState next = known == null ? GroupState.first(alert, timing, now) : known.with(alert, timing, now);
        if (!next.equals(known)) {
            keep(groupId, next);
        }
        if (next.isDue(now)) {
            flushDue(now);
        }
    }

    private Instant at(long wallMillis) {
        return Instant.ofEpochMilli(timeline.applyAsLong(wallMillis));
    }

    private void flushDue(Instant now) {
        startOnce();
        if (!present.getAsBoolean()) {
            return;
        }
        boolean sent = false;
        while (!timers.isEmpty() && !timers.peek().due().isAfter(now)) {
            Timer timer = timers.remove();
            GroupState state = store().state(timer.groupId());
            if (state != null && state.nextFlush().equals(timer.due())) {
                sent |= flush(timer.groupId(), state, now);
            }
        }
        if (sent) {
            context().commit();
        }
    }

    /** @return whether there was something to send */
    private boolean flush(String groupId, GroupState state, Instant now) {
        List<Alert> alerts = store().alerts(groupId);
        Optional<GroupAddress> address =
                alerts.stream().findFirst().flatMap(alert -> config.route().route(alert.labels(), groupId));
        if (address.isEmpty()) {
            store().remove(groupId);
            return false;
        }
        GroupAddress group = address.get();
        List<Recipient> recipients = config.recipients(group.route().receiver());
        Flush flush = Flush.of(state, alerts, recipients, group.route().timing(), now);
        flush.over().forEach(alert -> store().remove(groupId, alert));
        GroupState next = flush.next();
        if (next == null) {
            store().remove(groupId);
        } else {
            keep(groupId, next);
        }
        return send(group, flush, now);
    }

    private boolean send(GroupAddress group, Flush flush, Instant now) {
        boolean sent = false;
        for (Map.Entry<Recipient, Decision> decided : flush.decisions().entrySet()) {
            Recipient recipient = decided.getKey();
            metrics.decided(recipient.receiver(), recipient.integration(), decided.getValue());
            if (decided.getValue() instanceof Decision.Send decision) {
                NotificationEntry entry = Rendering.of(group, recipient, decision, flush.number(), now);
                context().forward(new Record<>(entry.getNotificationId(), entry, now.toEpochMilli()));
                sent = true;
            }
        }
        return sent;
    }

    private void keep(String groupId, GroupState state) {
        store().put(groupId, state);
        timers.add(new Timer(state.nextFlush(), groupId));
    }

    /** Brings what was stored in line with the configuration of now. */
    private void startOnce() {
        if (started) {
            return;
        }
        started = true;
        for (String groupId : store().ids()) {
            List<Alert> alerts = store().alerts(groupId);
            List<Alert> elsewhere = alerts.stream()
                    .filter(alert ->
                            config.route().route(alert.labels(), groupId).isEmpty())
                    .toList();
            elsewhere.forEach(alert -> store().remove(groupId, alert));
            GroupState state = store().state(groupId);
            if (elsewhere.size() == alerts.size() || state == null) {
                store().remove(groupId);
            } else {
                timers.add(new Timer(state.nextFlush(), groupId));
            }
        }
    }

    private GroupStore store() {
        return NotifierTopology.initialised(store);
    }

    private ProcessorContext<String, NotificationEntry> context() {
        return NotifierTopology.initialised(context);
    }
}
