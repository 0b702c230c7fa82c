package io.tocsin.streamprocessor.root;

import io.tocsin.promql.series.Samples;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.wire.MalformedRecordException;
import io.tocsin.streamprocessor.series.SeriesLimits;
import io.tocsin.streamprocessor.series.SeriesStore;
import io.tocsin.streamprocessor.state.KeyedState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * What the rules of one namespace have recorded, and the {@code ALERTS} series: kept in the root's state, and in a
 * series store where later rules and queries read it beside the leaves' series.
 */
final class RecordedSeries {

    private static final String PREFIX = "recorded";

    /** A frame in the state. */
    private record Kept(long instant, String key) {}

    private final String namespace;
    private final KeyedState state;
    private final FrameCodec codec;
    private final SeriesStore store = new SeriesStore(SeriesLimits.UNLIMITED);
    private final Map<RuleKey, Set<Labels>> current = new HashMap<>();
    private final Deque<Kept> kept = new ArrayDeque<>();
    private long lastInstant = Long.MIN_VALUE;
    private int sequence;

    RecordedSeries(String namespace, KeyedState state, FrameCodec codec) {
        this.namespace = namespace;
        this.state = state;
        this.codec = codec;
        state.scan(KeyedState.key(PREFIX, namespace, ""), this::restore);
    }

    private void restore(String key, byte[] bytes) {
        List<String> parts = KeyedState.parts(key);
        long instant = KeyedState.number(parts.get(2));
        RuleKey rule = RuleKey.of(parts.subList(4, 8));
        try {
            take(instant, rule, codec.decode(bytes, store.lastLayout(rule.text())), key);
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("a recorded frame in our own state that cannot be read: " + rule, e);
        }
    }

    private void take(long instant, RuleKey rule, MetricFrame frame, String key) {
        // One below the instant: visible to the rules that come later at the same instant, to none before it.
        store.append(rule.text(), frame, instant - 1);
        kept.add(new Kept(instant, key));
        Set<Labels> series = new LinkedHashSet<>();
        for (int i = 0; i < frame.layout().size(); i++) {
            if (!Samples.isStale(frame.values()[i])) {
                series.add(frame.layout().labels(i));
            }
        }
        current.put(rule, series);
    }

    /**
     * Records what a rule gave at an instant, and a staleness marker for each series it gave the last time and not now.
     *
     * @param timestamp of the samples: the instant less the query offset
     * @param values in the order of the labels
     * @param publish is handed the frame, if there is anything in it
     */
    void record(
            long instant,
            long timestamp,
            RuleKey rule,
            SortedMap<Labels, Double> values,
            Consumer<MetricFrame> publish) {
        Map<Labels, Double> samples = new LinkedHashMap<>(values);
        for (Labels before : current.getOrDefault(rule, Set.of())) {
            samples.putIfAbsent(before, Samples.staleMarker());
        }
        if (samples.isEmpty()) {
            return;
        }
        MetricFrame.Builder builder = MetricFrame.builder(timestamp);
        samples.forEach(builder::add);
        MetricFrame frame = builder.build();
        String key = KeyedState.key(
                PREFIX,
                namespace,
                KeyedState.sortable(instant),
                // Two rules may record the same series at the same instant: the later one has to win after a restart
                // too.
                String.format("%08d", sequenceWithin(instant)),
                rule.text());
        state.put(key, codec.encode(frame));
        take(instant, rule, frame, key);
        publish.accept(frame);
    }

    private int sequenceWithin(long instant) {
        if (instant != lastInstant) {
            lastInstant = instant;
            sequence = 0;
        }
        return sequence++;
    }

    /** What is visible to an instant, that instant's own recordings so far included. */
    SeriesSource at(long instant) {
        return store.at(instant);
    }

    SeriesSource latest() {
        return store.latest();
    }

    void evictBefore(long instant) {
        while (!kept.isEmpty() && kept.getFirst().instant() < instant) {
            state.delete(kept.removeFirst().key());
        }
        store.evictBefore(instant);
    }
}
