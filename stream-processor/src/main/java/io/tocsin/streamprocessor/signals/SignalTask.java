package io.tocsin.streamprocessor.signals;

import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.frame.RecordKeys;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.streamprocessor.series.AppendResult;
import io.tocsin.streamprocessor.series.SeriesLimits;
import io.tocsin.streamprocessor.series.SeriesStore;
import io.tocsin.streamprocessor.state.KeyedState;
import io.tocsin.streamprocessor.time.PartitionClocks;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition of one topic of domain events as series. They carry {@code job="tocsin"} and an {@code instance} that
 * names the partition, for each makes its own; rules aggregate it away. A late event corrects the samples of its own
 * second, for the instants after it.
 *
 * <p>One thread writes; {@link #latest} and {@link #series} are for any.
 */
public final class SignalTask {

    /** How much of the log before an event decides what becomes of it. */
    public static final Duration MEMORY = SeenIds.WINDOW;

    private static final Logger LOG = LoggerFactory.getLogger(SignalTask.class);
    private static final long SECOND = 1_000;

    private final SeriesStore store;
    private final SignalLog log;
    private final SeenIds ids;
    private final long lateMillis;
    private final Labels task;
    private final NavigableSet<Long> lateHorizons = new TreeSet<>();

    /** Counts that may still change: those of the seconds that a late event may lie in. */
    private final TreeMap<Long, Map<Labels, Double>> counts = new TreeMap<>();

    /** What has been said since the last tick. */
    private final TreeMap<Long, SortedMap<Labels, Double>> changed = new TreeMap<>();

    private long forgottenBefore = Long.MIN_VALUE;
    private boolean full;

    /**
     * Takes up what the state holds.
     *
     * @param late how far behind its partition's tick an event may be
     */
    public SignalTask(SourceTopic topic, int partition, Duration late, SeriesLimits limits, KeyedState state) {
        this.store = new SeriesStore(limits);
        this.log = new SignalLog(topic.name(), state);
        this.ids = new SeenIds(topic.name(), state);
        this.lateMillis = late.toMillis();
        this.task = Labels.of("job", "tocsin", "instance", "leaf-" + partition);
        log.restore(this::restore);
    }

    private void restore(long horizon, List<SignalSample> samples) {
        samples.forEach(sample -> counts.computeIfAbsent(sample.timestampMillis(), at -> new HashMap<>())
                .put(sample.series(), sample.value()));
        append(horizon, samples);
    }

    /**
     * Takes the next event of the log.
     *
     * @return false for one that has been taken before
     */
    public boolean accept(DomainEvent event) {
        if (!ids.add(event.id())) {
            return false;
        }
        event.meaning().into(new Sink());
        return true;
    }

    private final class Sink implements SignalSink {

        @Override
        public void add(Labels series, long atMillis, double amount) {
            long end = Math.ceilDiv(atMillis, SECOND) * SECOND;
            Labels of = labels(series);
            double sum = counts.computeIfAbsent(end, at -> new HashMap<>()).merge(of, amount, Double::sum);
            changed.computeIfAbsent(end, at -> new TreeMap<>()).put(of, sum);
        }

        @Override
        public void set(Labels series, long atMillis, double value) {
            changed.computeIfAbsent(atMillis, at -> new TreeMap<>()).put(labels(series), value);
        }

        private Labels labels(Labels series) {
            Labels.Builder labels = series.toBuilder();
            task.forEach(labels::set);
            return labels.build();
        }
    }

    /**
     * Puts what has been taken into series, to be seen by the instants after {@code horizonMillis}.
     *
     * @param horizonMillis the greatest tick before the events
     * @param tickMillis the one after them
     */
    public void settle(long horizonMillis, long tickMillis) {
        ids.store(tickMillis);
        ids.forget(tickMillis);
        if (changed.isEmpty()) {
            return;
        }
        List<SignalSample> samples = new ArrayList<>();
        changed.forEach(
                (at, values) -> values.forEach((series, value) -> samples.add(new SignalSample(series, at, value))));
        changed.clear();
        append(horizonMillis, samples);
        log.append(horizonMillis, samples);
        long correctable = horizonMillis == PartitionClocks.NO_TICK ? Long.MIN_VALUE : horizonMillis - lateMillis;
        counts.headMap(correctable, false).clear();
        log.forgetBefore(Math.min(forgottenBefore, correctable));
    }

    /** By time: a series may stand in a frame only once. */
    private void append(long horizon, List<SignalSample> samples) {
        int from = 0;
        for (int to = 1; to <= samples.size(); to++) {
            long at = samples.get(from).timestampMillis();
            if (to == samples.size() || samples.get(to).timestampMillis() != at) {
                MetricFrame.Builder frame = MetricFrame.builder(at);
                samples.subList(from, to).forEach(sample -> frame.add(sample.series(), sample.value()));
                String source = RecordKeys.of(samples.get(from).series());
                tell(store.append(source, frame.build(), horizon));
                if (at <= horizon) {
                    lateHorizons.add(horizon);
                }
                from = to;
            }
        }
    }

    private void tell(AppendResult result) {
        if (!result.refused().isEmpty() && !full) {
            LOG.warn(
                    "Events make more series than one partition takes; new ones are left out, the first: {}",
                    result.refused().getFirst());
            full = true;
        }
    }

    /** What an instant sees: what was made of the events before its tick. */
    public SeriesSource visibleAt(long instant) {
        return store.at(instant);
    }

    /** Everything there is, for queries. */
    public SeriesSource latest() {
        return store.latest();
    }

    public int series() {
        return store.statistics().series();
    }

    /** As of metrics: the last instant that sees the same samples of the past as {@code instant}. */
    public long uniformThrough(long instant) {
        Long cut = lateHorizons.ceiling(instant);
        return cut == null ? Long.MAX_VALUE : cut;
    }

    /** Instants up to this one are over. */
    public void forgetThrough(long instant) {
        lateHorizons.headSet(instant, false).clear();
    }

    /** Samples older than this are no longer seen. */
    public void evictBefore(long millis) {
        forgottenBefore = millis;
        store.evictBefore(millis);
    }
}
