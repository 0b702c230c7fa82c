package io.tocsin.streamprocessor.determinism;

import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.ticks.Ticks;
import io.tocsin.schemas.wire.MalformedRecordException;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.intake.SourceRecord;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** Where to begin to read a partition of metrics, as the product finds it in a log that tells records by their times. */
public final class Reading {

    private static final long MARGIN = Duration.ofMinutes(1).toMillis();
    private static final FrameCodec FRAMES = new FrameCodec(WireFormat.singleObject(), "metrics");

    private Reading() {}

    /** @return the index of the last tick before the first record that is needed; 0 if there is none */
    public static int start(List<SourceRecord> records, long neededFrom) {
        long from = neededFrom == Long.MIN_VALUE ? neededFrom : neededFrom - MARGIN;
        int tick = 0;
        for (int i = 0; i < records.size(); i++) {
            OptionalLong time = time(records.get(i));
            if (time.isPresent() && time.getAsLong() >= from) {
                return tick;
            }
            tick = isTick(records.get(i)) ? i : tick;
        }
        return tick;
    }

    private static boolean isTick(SourceRecord record) {
        return record.value() == null && Ticks.parse(record.key()).isPresent();
    }

    /** The time of a frame or a tick; empty for what is neither. */
    public static OptionalLong time(SourceRecord record) {
        if (record.value() == null) {
            return Ticks.parse(record.key());
        }
        try {
            return OptionalLong.of(
                    FRAMES.decode(Objects.requireNonNull(record.value()), null).timestamp());
        } catch (MalformedRecordException e) {
            return OptionalLong.empty();
        }
    }
}
