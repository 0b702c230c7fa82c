package io.tocsin.streamprocessor.intake;

import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.ticks.Ticks;
import io.tocsin.schemas.wire.MalformedRecordException;
import io.tocsin.streamprocessor.series.AppendResult;
import io.tocsin.streamprocessor.series.RefusedSeries;
import io.tocsin.streamprocessor.series.SeriesStore;
import io.tocsin.streamprocessor.time.PartitionClocks;
import io.tocsin.streamprocessor.time.SourceTopic;
import io.tocsin.streamprocessor.time.TimeBounds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * One partition of {@code metrics}, record by record in log order, becomes the partition's series store. A restore runs
 * the same records through the same code, so that what was taken, refused and seen late is so again.
 */
public class MetricsIntake {

    private final SeriesStore store;
    private final FrameCodec codec;
    private final TimeBounds bounds;
    private final Suspects suspects = new Suspects();
    private final NavigableSet<Long> lateHorizons = new TreeSet<>();
    private final HeldFrames held = new HeldFrames();
    private long horizon = PartitionClocks.NO_TICK;

    /** The newest time that others have led up to since the last tick. */
    private long plausible = PartitionClocks.NO_TICK;

    private boolean skipping;

    public MetricsIntake(SeriesStore store, FrameCodec codec, TimeBounds bounds) {
        this.store = store;
        this.codec = codec;
        this.bounds = bounds;
    }

    public SeriesStore store() {
        return store;
    }

    /** What an instant sees of the partition: what lies before its tick. The negative control of the tests sees more. */
    public SeriesSource visibleAt(long instant) {
        return store.at(instant);
    }

    /**
     * The records that follow begin in the middle of the log, where no tick is known yet. Those before the first tick
     * are skipped: the log's start was chosen so that none of them is needed (see the store's committed offset).
     */
    public void beginInTheMiddle() {
        skipping = true;
    }

    /** @return the tick, if the record is one */
    public OptionalLong accept(SourceRecord record, Intake intake) {
        if (record.key() == null) {
            refuse(record, RefusalReason.WRONG_KEY, "the record has no key", intake);
            return OptionalLong.empty();
        }
        if (record.value() == null) {
            OptionalLong tick = Ticks.parse(record.key());
            if (tick.isPresent()) {
                tick(tick.getAsLong(), intake);
            } else if (!skipping) {
                refuse(record, RefusalReason.MALFORMED, "the record has no value and is no tick", intake);
            }
            return tick;
        }
        if (!skipping) {
            frame(record, intake);
        }
        return OptionalLong.empty();
    }

    private void tick(long millis, Intake intake) {
        skipping = false;
        if (millis <= horizon) {
            return;
        }
        long newest = bounds.newestAllowed(millis);
        for (HeldFrames.Held frame : held.release()) {
            if (newest(frame.frame()) > newest) {
                fromTheFuture(frame.record(), newest, intake);
            } else {
                take(frame.key(), frame.frame(), frame.record(), intake);
            }
        }
        List<SourceRecord> guilty = suspects.judge(newest);
        if (!guilty.isEmpty()) {
            guilty.forEach(record -> fromTheFuture(record, newest, intake));
            store.refuse(horizon, newest);
        }
        horizon = millis;
        plausible = newest;
    }

    private static void fromTheFuture(SourceRecord record, long newest, Intake intake) {
        refuse(record, RefusalReason.FROM_THE_FUTURE, "newer than " + newest + " ms, the next tick's bound", intake);
    }

    private void frame(SourceRecord record, Intake intake) {
        String key = new String(Objects.requireNonNull(record.key()), StandardCharsets.UTF_8);
        MetricFrame frame;
        try {
            frame = codec.decode(Objects.requireNonNull(record.value()), store.lastLayout(key));
        } catch (MalformedRecordException e) {
            refuse(record, RefusalReason.MALFORMED, String.valueOf(e.getMessage()), intake);
            return;
        }
        if (!frame.layout().recordKey().equals(Optional.of(key))) {
            refuse(record, RefusalReason.WRONG_KEY, "its series do not map to the key " + key, intake);
            return;
        }
        long oldest = oldest(frame);
        if (bounds.tooLate(oldest, horizon)) {
            String detail = "at " + oldest + " ms it is " + (horizon - oldest) + " ms behind the log";
            refuse(record, RefusalReason.TOO_LATE, detail, intake);
            return;
        }
        if (bounds.mayBeFromTheFuture(newest(frame), horizon)) {
            suspect(key, frame, record, intake);
        } else {
            take(key, frame, record, intake);
        }
    }

    /**
     * A frame that only the next tick can judge. If others have led up to its time (an outage, in which producers went
     * on) it goes into the store, where it is small, and can be hidden again; else it waits outside, for a block with a
     * sample from the year 3000 would never be evicted. Frames of one source keep their order.
     */
    private void suspect(String key, MetricFrame frame, SourceRecord record, Intake intake) {
        long newest = newest(frame);
        if (newest > bounds.newestAllowed(plausible) || held.holds(key)) {
            held.add(new HeldFrames.Held(key, frame, record));
            if (held.isFull()) {
                held.release().forEach(waiting -> inStore(waiting, intake));
            }
        } else {
            inStore(new HeldFrames.Held(key, frame, record), intake);
        }
    }

    private void inStore(HeldFrames.Held waiting, Intake intake) {
        long newest = newest(waiting.frame());
        plausible = Math.max(plausible, newest);
        suspects.add(newest, waiting.record());
        take(waiting.key(), waiting.frame(), waiting.record(), intake);
    }

    private void take(String key, MetricFrame frame, SourceRecord record, Intake intake) {
        AppendResult result = store.append(key, frame, horizon);
        if (!result.refused().isEmpty()) {
            RefusedSeries first = result.refused().getFirst();
            String detail = result.refused().size() + " series beyond the limit, the first: " + first;
            refuse(record, RefusalReason.TOO_MANY_SERIES, detail, intake);
        }
        intake.accepted(SourceTopic.METRICS, result.accepted());
        long oldest = oldest(frame);
        if (oldest <= horizon) {
            lateHorizons.add(horizon);
            intake.late(SourceTopic.METRICS, key, horizon - oldest);
        }
    }

    private static long oldest(MetricFrame frame) {
        long oldest = frame.timestampOf(0);
        for (int i = 1; i < frame.size() && frame.timestampOffsets().length > 0; i++) {
            oldest = Math.min(oldest, frame.timestampOf(i));
        }
        return oldest;
    }

    private static long newest(MetricFrame frame) {
        long newest = frame.timestampOf(0);
        for (int i = 1; i < frame.size() && frame.timestampOffsets().length > 0; i++) {
            newest = Math.max(newest, frame.timestampOf(i));
        }
        return newest;
    }

    private static void refuse(SourceRecord record, RefusalReason reason, String detail, Intake intake) {
        intake.refused(new Refusal(SourceTopic.METRICS, record, reason, detail));
    }

    public long horizon() {
        return horizon;
    }

    /**
     * The last instant up to which instants from {@code instant} on see the same samples of the past: a late record is
     * hidden from the instants up to its horizon and seen by those after it, so a slice must not reach across.
     */
    public long uniformThrough(long instant) {
        Long cut = lateHorizons.ceiling(instant);
        return cut == null ? Long.MAX_VALUE : cut;
    }

    /** Instants up to this one are over. */
    public void forgetThrough(long instant) {
        lateHorizons.headSet(instant, false).clear();
    }
}
