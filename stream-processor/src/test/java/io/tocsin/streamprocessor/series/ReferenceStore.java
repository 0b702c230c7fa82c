package io.tocsin.streamprocessor.series;

import io.tocsin.promql.ast.Selector;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a series store does, in the plainest way: a list of samples in log order, looked through for every question. */
final class ReferenceStore {

    private record Sample(Labels labels, long timestamp, long bits, long horizon) {}

    private final List<Sample> log = new ArrayList<>();
    private final Retention retention;
    private long evictedBefore = Long.MIN_VALUE;

    ReferenceStore(Retention retention) {
        this.retention = retention;
    }

    void append(MetricFrame frame, long horizon) {
        for (int i = 0; i < frame.size(); i++) {
            long bits = Double.doubleToRawLongBits(frame.values()[i]);
            log.add(new Sample(frame.layout().labels(i), frame.timestampOf(i), bits, horizon));
        }
    }

    void evictBefore(long millis) {
        evictedBefore = Math.max(evictedBefore, millis);
    }

    void refuse(long horizon, long newestAllowed) {
        log.removeIf(sample -> sample.horizon == horizon && sample.timestamp > newestAllowed);
    }

    /** Values as bits, by labels and timestamp. */
    SortedMap<Labels, SortedMap<Long, Long>> read(Selector selector, long from, long to, long instant) {
        SortedMap<Labels, SortedMap<Long, Long>> found = new TreeMap<>();
        for (Sample sample : log) {
            boolean visible = sample.horizon < instant && !isEvicted(sample);
            if (visible && sample.timestamp > from && sample.timestamp <= to && selector.matches(sample.labels)) {
                found.computeIfAbsent(sample.labels, labels -> new TreeMap<>()).put(sample.timestamp, sample.bits);
            }
        }
        return found;
    }

    private boolean isEvicted(Sample sample) {
        return evictedBefore != Long.MIN_VALUE
                && sample.timestamp < evictedBefore - retention.longerMillis(sample.labels);
    }
}
