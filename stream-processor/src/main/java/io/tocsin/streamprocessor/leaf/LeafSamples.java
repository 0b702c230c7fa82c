package io.tocsin.streamprocessor.leaf;

import io.tocsin.promql.series.SeriesSource;
import io.tocsin.streamprocessor.intake.MetricsIntake;
import io.tocsin.streamprocessor.signals.SignalTask;
import java.util.ArrayList;
import java.util.List;

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

    /** Samples older than this are no longer seen. */
    void evictBefore(long millis) {
        metrics.store().evictBefore(millis);
        signals.forEach(signal -> signal.evictBefore(millis));
    }
}
