package io.tocsin.collector.intake;

import io.tocsin.schemas.frame.FrameColumns;
import io.tocsin.schemas.frame.MetricFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes frames of a batch: one for each record key and timestamp, in the order of their first samples, each series in
 * it once. What cannot go in is added to the batch's refusals. Thread-safe.
 */
final class FrameAssembler {

    private final long maxAgeMillis;
    private final long maxAheadMillis;
    private final Sources sources;
    private final BoundedCache<SeriesSequence.Key, SeriesSequence> sequences;

    /** @param remembered samples in the sequences kept for being met again */
    FrameAssembler(SampleLimits limits, Sources sources, long remembered) {
        this.maxAgeMillis = limits.maxAge().toMillis();
        this.maxAheadMillis = limits.maxAhead().toMillis();
        this.sources = sources;
        this.sequences = new BoundedCache<>(remembered, (key, sequence) -> 16 + sequence.size());
    }

    List<KeyedFrame> assemble(SampleBatch batch, long nowMillis) {
        List<KeyedFrame> frames = new ArrayList<>();
        for (SampleGroup group : groups(batch, nowMillis)) {
            if (sources.takes(group.key(), group.size(), nowMillis)) {
                addFrames(group, sequence(group, batch.refusals()), frames);
            } else {
                String what = group.size() + " samples of " + group.key() + " at " + group.timestampMillis();
                batch.refusals().add(Reason.RATE_LIMITED, what, group.size());
            }
        }
        return frames;
    }

    private Collection<SampleGroup> groups(SampleBatch batch, long nowMillis) {
        Map<SampleGroup.Key, SampleGroup> groups = new LinkedHashMap<>();
        SampleGroup last = new SampleGroup(new SampleGroup.Key("", Long.MIN_VALUE));
        for (int i = 0; i < batch.size(); i++) {
            Series series = batch.series(i);
            long at = batch.timestamp(i);
            Reason refusal = refusal(series, at, nowMillis);
            if (refusal != null) {
                batch.refusals().add(refusal, refused(series, refusal, at), 1);
                continue;
            }
            if (!last.is(series.key(), at)) {
                last = groups.computeIfAbsent(new SampleGroup.Key(series.key(), at), SampleGroup::new);
            }
            last.add(series, batch.value(i), batch.start(i));
        }
        return groups.values();
    }

    /** Why a sample is refused whatever else is in its batch; null if it is not. */
    @Nullable
    Reason refusal(Series series, long at, long nowMillis) {
        if (series.refusal() != null) {
            return series.refusal();
        }
        if (at < nowMillis - maxAgeMillis) {
            return Reason.TIMESTAMP_TOO_OLD;
        }
        return at > nowMillis + maxAheadMillis ? Reason.TIMESTAMP_TOO_NEW : sources.refusal(series, nowMillis);
    }

    private static String refused(Series series, Reason reason, long at) {
        boolean forItsTime = reason == Reason.TIMESTAMP_TOO_OLD || reason == Reason.TIMESTAMP_TOO_NEW;
        return forItsTime ? series.name() + " at " + at : series.name();
    }

    private SeriesSequence sequence(SampleGroup group, Refusals refusals) {
        SeriesSequence known = known(group);
        if (known != null) {
            return known;
        }
        int before = group.size();
        group.refuseDuplicates(refusals);
        SeriesSequence rest = group.size() < before ? known(group) : null;
        return rest != null ? rest : remember(group);
    }

    private @Nullable SeriesSequence known(SampleGroup group) {
        SeriesSequence known = sequences.get(key(group));
        return known != null && known.matches(group) ? known : null;
    }

    private SeriesSequence remember(SampleGroup group) {
        SeriesSequence sequence = SeriesSequence.of(group);
        sequences.put(key(group), sequence);
        return sequence;
    }

    private static SeriesSequence.Key key(SampleGroup group) {
        return new SeriesSequence.Key(group.key(), group.size(), group.hash());
    }

    private static void addFrames(SampleGroup group, SeriesSequence sequence, List<KeyedFrame> into) {
        for (int i = 0; i < sequence.frames(); i++) {
            double[] values = group.values(sequence.from(i), sequence.to(i));
            FrameColumns columns = columns(sequence.columns(i), group.starts(sequence.from(i), sequence.to(i)));
            MetricFrame frame = new MetricFrame(group.timestampMillis(), sequence.layout(i), values, columns);
            into.add(new KeyedFrame(group.key(), frame));
        }
    }

    private static FrameColumns columns(FrameColumns known, long[] starts) {
        return starts.length == 0 ? known : known.withStartTimestamps(starts);
    }
}
