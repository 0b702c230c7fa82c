package io.tocsin.collector.intake;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The series of one source in two windows, and how many samples it may send just now. Thread-safe. */
final class Source {

    /** Never added to. */
    private static final LongSet NONE = new LongSet();

    private final SourceLimits limits;
    private LongSet current = new LongSet();
    private LongSet before = NONE;
    private long window;

    /** Of both windows, each once. */
    private int series;

    /** Samples that may come at once; below zero: what came is being paid off. */
    private double allowance;

    private long allowedAtMillis = Long.MIN_VALUE;

    Source(SourceLimits limits, long window) {
        this.limits = limits;
        this.window = window;
        this.allowance = burst();
    }

    /**
     * Goes on to a window, unless it is past.
     *
     * @return how many series fell out
     */
    synchronized int turnTo(long next) {
        if (next <= window) {
            return 0;
        }
        int had = series;
        before = next == window + 1 ? current : NONE;
        current = new LongSet();
        window = next;
        series = before.size();
        return had - series;
    }

    /**
     * Counts a series in the current window.
     *
     * @param inAll series of all sources, this one's among them; grows with it
     * @return why there is no room for it; null if there is, or it was here before
     */
    synchronized @Nullable Reason count(long hash, AtomicInteger inAll) {
        if (current.contains(hash)) {
            return null;
        }
        if (!before.contains(hash)) {
            if (series >= limits.series()) {
                return Reason.TOO_MANY_SERIES_OF_SOURCE;
            }
            if (inAll.get() >= limits.seriesInAll()) {
                return Reason.TOO_MANY_SERIES;
            }
            series++;
            inAll.incrementAndGet();
        }
        current.add(hash);
        return null;
    }

    /** Of both windows. */
    synchronized int series() {
        return series;
    }

    /** Whatever is taken at all is taken whole, so that no batch is too large for ever; the next pays for it. */
    synchronized boolean takes(int samples, long nowMillis) {
        if (limits.samplesPerSecond() == 0) {
            return true;
        }
        if (allowedAtMillis != Long.MIN_VALUE) {
            double earned = Math.max(0, nowMillis - allowedAtMillis) / 1000.0 * limits.samplesPerSecond();
            allowance = Math.min(burst(), allowance + earned);
        }
        allowedAtMillis = Math.max(allowedAtMillis, nowMillis);
        if (allowance <= 0) {
            return false;
        }
        allowance -= samples;
        return true;
    }

    private double burst() {
        return (double) SourceLimits.BURST_SECONDS * limits.samplesPerSecond();
    }
}
