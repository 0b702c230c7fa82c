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

    /**
     * How much of the log before an event decides what becomes of it: the words of a day, with which a migration is told
     * that may be on its way for a week, whose end makes a counter that stands for two days; and the ids seen before that.
     */
    public static final Duration MEMORY = Duration.ofDays(10).plusHours(3);

    /** Within which an id again is the same event again. */
    private static final Duration REPETITION = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(SignalTask.class);
    private static final long SECOND = 1_000;
    private static final int MOST_NAMES = 50_000;

    private final SeriesStore store;
    private final SignalLog log;
    private final RecentIds ids;
    private final Vocabulary words;
    private final Domain domain;
    private final Standing standing;
    private final Sink sink = new Sink();
    private final long lateMillis;
    private final Labels task;
    private final NavigableSet<Long> lateHorizons = new TreeSet<>();

    /** Counts that may still change: those of the seconds that a late event may lie in. */
    private final TreeMap<Long, Map<Labels, Double>> counts = new TreeMap<>();

    /** What has been said since the last tick. */
    private final TreeMap<Long, SortedMap<Labels, Double>> changed = new TreeMap<>();

    /** Series as events name them, and as this task does. */
    private final Map<Labels, Labels> labelled = new HashMap<>();

    /** Counts of seconds before this are over. */
    private long correctable = Long.MIN_VALUE;

    /** The time that levels are being set for. */
    private long standingAt;

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
        this.ids = new RecentIds("signal-ids", topic.name(), REPETITION, state);
        this.words = new Vocabulary(topic.name(), state);
        this.domain = Domain.of(topic, words, state);
        this.standing = new Standing(topic.name(), state);
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
     * @param horizonMillis the greatest tick before it
     * @param tickMillis the one after it
     * @return false for one that has been taken before
     */
    public boolean accept(DomainEvent event, long horizonMillis, long tickMillis) {
        EventId id = EventId.of(event.id());
        boolean repeated = ids.find(id).isPresent();
        ids.meet(id, 0);
        if (repeated) {
            return false;
        }
        correctable = correctable(horizonMillis);
        words.turn(tickMillis);
        domain.take(event, tickMillis, sink);
        return true;
    }

    private final class Sink implements SignalSink {

        @Override
        public void add(Labels series, long atMillis, double amount) {
            // What is joined to an event may lie further back than the event itself.
            long end = Math.ceilDiv(Math.max(atMillis, correctable), SECOND) * SECOND;
            Labels of = labels(series);
            double sum = counts.computeIfAbsent(end, at -> new HashMap<>()).merge(of, amount, Double::sum);
            changed.computeIfAbsent(end, at -> new TreeMap<>()).put(of, sum);
        }

        @Override
        public void set(Labels series, long atMillis, double value) {
            put(series, atMillis, value);
        }

        @Override
        public void increase(Labels counter, double amount) {
            standing.increase(counter, amount);
        }

        @Override
        public void level(Labels gauge, double value) {
            standing.level(gauge, value, standingAt);
        }
    }

    private void put(Labels series, long atMillis, double value) {
        changed.computeIfAbsent(atMillis, at -> new TreeMap<>()).put(labels(series), value);
    }

    /** A series of events as one of this task. */
    private Labels labels(Labels series) {
        if (labelled.size() > MOST_NAMES) {
            labelled.clear();
        }
        return labelled.computeIfAbsent(series, of -> {
            Labels.Builder labels = of.toBuilder();
            task.forEach(labels::set);
            return labels.build();
        });
    }

    /**
     * Puts what has been taken into series, to be seen by the instants after {@code horizonMillis}.
     *
     * @param horizonMillis the greatest tick before the events
     * @param tickMillis the one after them
     */
    public void settle(long horizonMillis, long tickMillis) {
        stand(horizonMillis, tickMillis);
        ids.store(tickMillis);
        domain.store(tickMillis);
        standing.store();
        if (changed.isEmpty()) {
            return;
        }
        List<SignalSample> samples = new ArrayList<>();
        changed.forEach(
                (at, values) -> values.forEach((series, value) -> samples.add(new SignalSample(series, at, value))));
        changed.clear();
        append(horizonMillis, samples);
        log.append(horizonMillis, samples);
        long settled = correctable(horizonMillis);
        counts.headMap(settled, false).clear();
        log.forgetBefore(Math.min(forgottenBefore, settled));
    }

    private long correctable(long horizon) {
        return horizon == PartitionClocks.NO_TICK ? Long.MIN_VALUE : horizon - lateMillis;
    }

    private void stand(long horizon, long tick) {
        if (horizon == PartitionClocks.NO_TICK) {
            return;
        }
        standing.begin(horizon, this::put);
        Standing.due(horizon, tick).forEach(due -> {
            standingAt = due;
            standing.clearLevels();
            domain.stand(due, sink);
            standing.show(due, this::put);
        });
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
