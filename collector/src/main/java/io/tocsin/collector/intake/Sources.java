package io.tocsin.collector.intake;

import io.tocsin.schemas.labels.Labels;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Holds sources to their limits. A series is counted once in a window of time and belongs to its source until the end of
 * the next; whoever has been counted in the current window costs one comparison a sample. Thread-safe: under
 * contention the limit on all sources together may be passed by a few.
 */
final class Sources {

    static final long WINDOW_MILLIS = 600_000;

    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    /** Differs from process to process, so that nobody can prepare series that count as one. */
    private static final long SEED = RandomGenerator.getDefault().nextLong();

    private final SourceLimits limits;
    private final ConcurrentHashMap<String, Source> sources = new ConcurrentHashMap<>();
    private final AtomicInteger seriesInAll = new AtomicInteger();
    private final AtomicLong swept = new AtomicLong(Long.MIN_VALUE);

    Sources(SourceLimits limits) {
        this.limits = limits;
    }

    /** At the first call in a window, what was not seen for two is forgotten. */
    private long window(long nowMillis) {
        long window = Math.floorDiv(nowMillis, WINDOW_MILLIS);
        long before = swept.get();
        if (window > before && swept.compareAndSet(before, window)) {
            sources.keySet().forEach(key -> sources.computeIfPresent(key, (same, source) -> kept(source, window)));
        }
        return window;
    }

    private @Nullable Source kept(Source source, long window) {
        seriesInAll.addAndGet(-source.turnTo(window));
        return source.series() == 0 ? null : source;
    }

    /** @return why a series that is valid in itself is not taken; null if it is */
    @Nullable
    Reason refusal(Series series, long nowMillis) {
        long window = window(nowMillis);
        return series.countedIn() == window ? null : counted(series, window);
    }

    private @Nullable Reason counted(Series series, long window) {
        long hash = hash(series.labels());
        Reason[] refusal = new Reason[1];
        sources.compute(series.key(), (key, known) -> {
            Source source = known == null ? new Source(limits, window) : known;
            seriesInAll.addAndGet(-source.turnTo(window));
            refusal[0] = source.count(hash, seriesInAll);
            return source.series() == 0 ? known : source;
        });
        if (refusal[0] == null) {
            series.countedIn(window);
        }
        return refusal[0];
    }

    /** Whether a source may send that many samples now; if so, they count. */
    boolean takes(String key, int samples, long nowMillis) {
        Source source = sources.get(key);
        return source == null || source.takes(samples, nowMillis);
    }

    private static long hash(Labels labels) {
        long h = SEED;
        for (int i = 0; i < labels.size(); i++) {
            h = mix(mix(h, labels.name(i)), labels.value(i));
        }
        return h;
    }

    private static long mix(long hash, String text) {
        long h = hash ^ text.length();
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * MULTIPLIER;
            h ^= h >>> 29;
        }
        return h;
    }

    /** Series of all sources. */
    int seriesInAll() {
        return seriesInAll.get();
    }
}
