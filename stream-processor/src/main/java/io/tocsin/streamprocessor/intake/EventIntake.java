package io.tocsin.streamprocessor.intake;

import io.tocsin.schemas.ticks.Ticks;
import io.tocsin.schemas.wire.MalformedRecordException;
import io.tocsin.streamprocessor.signals.DomainEvent;
import io.tocsin.streamprocessor.signals.EventReaders;
import io.tocsin.streamprocessor.signals.SignalTask;
import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;
import io.tocsin.streamprocessor.state.KeyedState;
import io.tocsin.streamprocessor.time.PartitionClocks;
import io.tocsin.streamprocessor.time.SourceTopic;
import io.tocsin.streamprocessor.time.TimeBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * One partition of a topic of typed events. Events are read and held against the same time bounds as samples, so that
 * what cannot be used is refused with its reason. The good ones wait, in the task's state, for the tick after them,
 * which alone can tell what is from the future, and then go to the signals in the order of the log.
 */
public final class EventIntake {

    private static final String WAITING = "event";
    private static final String LED_TO = "event-led-to";

    /** While nobody ticks, events pile up; beyond this they are judged by their company instead. */
    static final long FULL_BYTES = 16 << 20;

    private final SourceTopic topic;
    private final EventReaders readers;
    private final TimeBounds bounds;
    private final KeyedState state;
    private final SignalTask signals;
    private List<Waiting> waiting = new ArrayList<>();
    private long waitingBytes;

    /** The newest time that events have led up to since the last tick, as far as that was asked for. */
    private long ledTo = PartitionClocks.NO_TICK;

    private record Waiting(SourceRecord record, DomainEvent event) {}

    /** Takes up what the state holds. */
    public EventIntake(
            SourceTopic topic, EventReaders readers, TimeBounds bounds, SignalTask signals, KeyedState state) {
        this.topic = topic;
        this.readers = readers;
        this.bounds = bounds;
        this.signals = signals;
        this.state = state;
        state.scan(KeyedState.key(WAITING, topic.name(), ""), this::restore);
        byte[] known = state.get(ledToKey());
        if (known != null) {
            ledTo = new BinaryReader(known).readLong();
        }
    }

    private void restore(String key, byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        long offset = KeyedState.number(KeyedState.parts(key).getLast());
        SourceRecord record = new SourceRecord(in.readBytes(), in.readBytes(), offset);
        try {
            await(record, readers.read(topic, Objects.requireNonNull(record.value())));
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("an event that could be read before cannot be read now", e);
        }
    }

    private void await(SourceRecord record, DomainEvent event) {
        waiting.add(new Waiting(record, event));
        waitingBytes += record.bytes();
    }

    public SignalTask signals() {
        return signals;
    }

    /**
     * Takes the next record.
     *
     * @param horizon of the record's position
     * @return the tick, if the record is one
     */
    public OptionalLong accept(SourceRecord record, long horizon, Intake intake) {
        byte[] key = record.key();
        byte[] value = record.value();
        if (value == null) {
            OptionalLong tick = key == null ? OptionalLong.empty() : Ticks.parse(key);
            if (tick.isEmpty()) {
                refuse(record, RefusalReason.MALFORMED, "the record has no value and is no tick", intake);
            } else if (tick.getAsLong() > horizon) {
                tick(tick.getAsLong(), horizon, intake);
            }
            return tick;
        }
        if (key == null) {
            refuse(record, RefusalReason.WRONG_KEY, "the record has no key", intake);
            return OptionalLong.empty();
        }
        try {
            event(record, key, readers.read(topic, value), horizon, intake);
        } catch (MalformedRecordException e) {
            refuse(record, RefusalReason.MALFORMED, String.valueOf(e.getMessage()), intake);
        }
        return OptionalLong.empty();
    }

    private void event(SourceRecord record, byte[] key, DomainEvent event, long horizon, Intake intake) {
        long timestamp = event.timestampMillis();
        if (bounds.tooLate(timestamp, horizon)) {
            String detail = "at " + timestamp + " ms it is " + (horizon - timestamp) + " ms behind the log";
            refuse(record, RefusalReason.TOO_LATE, detail, intake);
            return;
        }
        BinaryWriter out = new BinaryWriter().writeBytes(key).writeBytes(Objects.requireNonNull(record.value()));
        state.put(key(record), out.toBytes());
        await(record, event);
        if (horizon != PartitionClocks.NO_TICK && timestamp <= horizon) {
            intake.late(topic, topic.name(), horizon - timestamp);
        }
        // At each multiple: what goes on waiting is not looked at again for each event that joins it, nor does a
        // restart matter.
        long before = waitingBytes - record.bytes();
        if (horizon != PartitionClocks.NO_TICK && waitingBytes / FULL_BYTES > before / FULL_BYTES) {
            settle(plausible(horizon), horizon, horizon, intake);
        }
    }

    private String ledToKey() {
        return KeyedState.key(LED_TO, topic.name());
    }

    private String key(SourceRecord record) {
        return KeyedState.key(WAITING, topic.name(), KeyedState.sortable(record.offset()));
    }

    /** The newest time that the others lead up to, in steps no longer than an event may be ahead. */
    private long plausible(long horizon) {
        long newest = Math.max(horizon, ledTo);
        for (Waiting each : waiting) {
            long timestamp = each.event.timestampMillis();
            if (timestamp <= bounds.newestAllowed(newest)) {
                newest = Math.max(newest, timestamp);
            }
        }
        ledTo = newest;
        state.put(ledToKey(), new BinaryWriter().writeLong(newest).toBytes());
        return newest;
    }

    private void tick(long tick, long horizon, Intake intake) {
        long newest = horizon == PartitionClocks.NO_TICK ? Long.MAX_VALUE : bounds.newestAllowed(tick);
        settle(newest, horizon, tick, intake);
        for (Waiting refused : waiting) {
            state.delete(key(refused.record));
            String detail = "newer than " + newest + " ms, the next tick's bound";
            refuse(refused.record, RefusalReason.FROM_THE_FUTURE, detail, intake);
        }
        waiting = new ArrayList<>();
        waitingBytes = 0;
        if (ledTo != PartitionClocks.NO_TICK) {
            ledTo = PartitionClocks.NO_TICK;
            state.delete(ledToKey());
        }
    }

    /** Hands over what is no newer than allowed; the rest goes on waiting. */
    private void settle(long newestAllowed, long horizon, long tick, Intake intake) {
        List<Waiting> before = waiting;
        waiting = new ArrayList<>();
        waitingBytes = 0;
        for (Waiting each : before) {
            if (each.event.timestampMillis() > newestAllowed) {
                await(each.record, each.event);
                continue;
            }
            state.delete(key(each.record));
            if (signals.accept(each.event, horizon, tick)) {
                intake.accepted(topic, 1);
            } else {
                intake.repeated(topic);
            }
        }
        signals.settle(horizon, tick);
    }

    private void refuse(SourceRecord record, RefusalReason reason, String detail, Intake intake) {
        intake.refused(new Refusal(topic, record, reason, detail));
    }
}
