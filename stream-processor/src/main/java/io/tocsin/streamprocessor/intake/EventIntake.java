package io.tocsin.streamprocessor.intake;

import io.tocsin.schemas.ticks.Ticks;
import io.tocsin.schemas.wire.MalformedRecordException;
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
import org.jspecify.annotations.Nullable;

/**
 * One partition of a topic of typed events. Events are read and held against the same time bounds as samples, so that
 * what cannot be used is refused with its reason; the domain's signals take the good ones from here.
 */
public final class EventIntake {

    private static final String SUSPECT = "suspect";

    private final SourceTopic topic;
    private final EventReader reader;
    private final TimeBounds bounds;
    private final KeyedState state;

    public EventIntake(SourceTopic topic, EventReader reader, TimeBounds bounds, KeyedState state) {
        this.topic = topic;
        this.reader = reader;
        this.bounds = bounds;
        this.state = state;
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
                judge(bounds.newestAllowed(tick.getAsLong()), intake);
            }
            return tick;
        }
        if (key == null) {
            refuse(record, RefusalReason.WRONG_KEY, "the record has no key", intake);
            return OptionalLong.empty();
        }
        try {
            event(record, reader.timestampMillis(topic, value), horizon, intake);
        } catch (MalformedRecordException e) {
            refuse(record, RefusalReason.MALFORMED, String.valueOf(e.getMessage()), intake);
        }
        return OptionalLong.empty();
    }

    private void event(SourceRecord record, long timestamp, long horizon, Intake intake) {
        if (bounds.tooLate(timestamp, horizon)) {
            String detail = "at " + timestamp + " ms it is " + (horizon - timestamp) + " ms behind the log";
            refuse(record, RefusalReason.TOO_LATE, detail, intake);
            return;
        }
        if (bounds.mayBeFromTheFuture(timestamp, horizon)) {
            BinaryWriter out = new BinaryWriter().writeLong(timestamp);
            out.writeBytes(requireBytes(record.key())).writeBytes(requireBytes(record.value()));
            String position = KeyedState.sortable(record.offset());
            state.put(KeyedState.key(SUSPECT, topic.name(), position), out.toBytes());
            return;
        }
        intake.accepted(topic, 1);
        if (timestamp <= horizon && horizon != PartitionClocks.NO_TICK) {
            intake.late(topic, topic.name(), horizon - timestamp);
        }
    }

    private static byte[] requireBytes(byte @Nullable [] bytes) {
        return Objects.requireNonNull(bytes);
    }

    private void judge(long newestAllowed, Intake intake) {
        List<String> judged = new ArrayList<>();
        state.scan(KeyedState.key(SUSPECT, topic.name(), ""), (key, bytes) -> {
            judged.add(key);
            BinaryReader in = new BinaryReader(bytes);
            long timestamp = in.readLong();
            if (timestamp > newestAllowed) {
                long offset = KeyedState.number(KeyedState.parts(key).getLast());
                SourceRecord record = new SourceRecord(in.readBytes(), in.readBytes(), offset);
                String detail = "newer than " + newestAllowed + " ms, the next tick's bound";
                refuse(record, RefusalReason.FROM_THE_FUTURE, detail, intake);
            } else {
                intake.accepted(topic, 1);
            }
        });
        judged.forEach(state::delete);
    }

    private void refuse(SourceRecord record, RefusalReason reason, String detail, Intake intake) {
        intake.refused(new Refusal(topic, record, reason, detail));
    }
}
