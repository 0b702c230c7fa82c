package io.tocsin.collector.intake;

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

    private final SampleLimits limits;
    private final BoundedCache<SeriesSequence.Key, SeriesSequence> sequences;

    /** @param remembered samples in the sequences kept for being met again */
    FrameAssembler(SampleLimits limits, long remembered) {
        this.limits = limits;
        this.sequences = new BoundedCache<>(remembered, (key, sequence) -> 16 + sequence.size());
    }

    List<KeyedFrame> assemble(SampleBatch batch, long nowMillis) {
        List<KeyedFrame> frames = new ArrayList<>();
        for (SampleGroup group : groups(batch, nowMillis)) {
            addFrames(group, sequence(group, batch.refusals()), frames);
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
                String what = series.refusal() == null ? series.name() + " at " + at : series.name();
                batch.refusals().add(refusal, what, 1);
            } else {
                if (!last.is(series.key(), at)) {
                    last = groups.computeIfAbsent(new SampleGroup.Key(series.key(), at), SampleGroup::new);
                }
                last.add(series, batch.value(i));
            }
        }
        return groups.values();
    }

    /** Why a sample is refused whatever else is in its batch; null if it is not. */
    @Nullable
    Reason refusal(Series series, long at, long nowMillis) {
        if (series.refusal() != null) {
            return series.refusal();
        }
        if (at < nowMillis - limits.maxAge().toMillis()) {
            return Reason.TIMESTAMP_TOO_OLD;
        }
        return at > nowMillis + limits.maxAhead().toMillis() ? Reason.TIMESTAMP_TOO_NEW : null;
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
            into.add(new KeyedFrame(group.key(), new MetricFrame(group.timestampMillis(), sequence.layout(i), values)));
        }
    }
}
