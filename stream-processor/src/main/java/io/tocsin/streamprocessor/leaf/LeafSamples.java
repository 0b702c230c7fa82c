package io.tocsin.streamprocessor.leaf;

import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.streamprocessor.intake.MetricsIntake;
import io.tocsin.streamprocessor.rules.Forgotten;
import io.tocsin.streamprocessor.signals.SignalTask;
import io.tocsin.streamprocessor.time.PartitionClocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All samples of one partition: those of {@code metrics}, and those that signals have made of each topic of events. They
 * have stores of their own, for each topic has a position of its own; no series is in two of them.
 */
public final class LeafSamples {

    private final MetricsIntake metrics;
    private final List<SignalTask> signals;

    LeafSamples(MetricsIntake metrics, List<SignalTask> signals) {
        this.metrics = metrics;
        this.signals = List.copyOf(signals);
    }

    /** What an instant sees: what lies before its ticks. */
    SeriesSource visibleAt(long instant) {
        List<SeriesSource> sources = new ArrayList<>();
        sources.add(metrics.visibleAt(instant));
        signals.forEach(signal -> sources.add(signal.visibleAt(instant)));
        return joined(sources);
    }

    /** Everything there is, for queries. Thread-safe. */
    public SeriesSource latest() {
        List<SeriesSource> sources = new ArrayList<>();
        sources.add(metrics.store().latest());
        signals.forEach(signal -> sources.add(signal.latest()));
        return joined(sources);
    }

    private static SeriesSource joined(List<SeriesSource> sources) {
        return (selector, from, to, visitor) -> sources.forEach(source -> source.select(selector, from, to, visitor));
    }

    /** The number of series. Thread-safe. */
    public int series() {
        return metrics.store().statistics().series()
                + signals.stream().mapToInt(SignalTask::series).sum();
    }

    /** The last instant that sees the same samples of the past as {@code instant}: no slice reaches across it. */
    long uniformThrough(long instant) {
        long through = metrics.uniformThrough(instant);
        for (SignalTask signal : signals) {
            through = Math.min(through, signal.uniformThrough(instant));
        }
        return through;
    }

    /** Instants up to this one are over. */
    void forgetThrough(long instant) {
        metrics.forgetThrough(instant);
        signals.forEach(signal -> signal.forgetThrough(instant));
    }

    /** Spares what rules keep longer than others, from now on. */
    void keep(Forgotten forgotten, long retentionMillis) {
        metrics.store().retain(labels -> {
            long longer = 0;
            for (Map.Entry<Selector, Forgotten.Kept> kept : forgotten.kept().entrySet()) {
                if (kept.getKey().matches(labels)) {
                    longer = Math.max(longer, kept.getValue().lookMillis() - retentionMillis);
                }
            }
            return longer;
        });
    }

    /** Drops what is no longer seen. Of signals, which are few, all is kept for as long as any. */
    void evict(Forgotten forgotten, long retentionMillis) {
        if (forgotten.through() == PartitionClocks.NO_TICK) {
            return;
        }
        // Not from where others forget: if the retention has grown that is later, and what is kept hangs on it.
        metrics.store().evictBefore(forgotten.through() - retentionMillis);
        long least = forgotten.before();
        for (Selector selector : forgotten.kept().keySet()) {
            least = Math.min(least, forgotten.before(selector));
        }
        for (SignalTask signal : signals) {
            signal.evictBefore(least);
        }
    }

    /** The time before which samples of {@code metrics} are of no use to anyone: nobody sees them, or nothing is there. */
    long neededFrom(Forgotten forgotten) {
        long needed = forgotten.before();
        for (Selector selector : forgotten.kept().keySet()) {
            if (metrics.store().holds(selector)) {
                needed = Math.min(needed, forgotten.before(selector));
            }
        }
        return needed;
    }
}
