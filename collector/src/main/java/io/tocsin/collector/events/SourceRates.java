package io.tocsin.collector.events;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * So many a second for each source, and as many at once as the burst. The least recently seen of too many sources is
 * forgotten, which does it no harm: it begins anew. Thread-safe.
 */
final class SourceRates {

    private static final int MOST_SOURCES = 10_000;
    private static final double MILLIS = 1000;

    private static final class Bucket {
        double left;
        long filledMillis;
    }

    private final int perSecond;
    private final double burst;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_SOURCES;
        }
    };

    /**
     * @param perSecond 0: as many as come
     * @param largest of one request, which must pass whatever the rate
     */
    SourceRates(int perSecond, int largest) {
        this.perSecond = perSecond;
        this.burst = Math.max(perSecond, largest);
    }

    /** @return 0 if they may pass; else after how many seconds to ask again, and nothing was taken */
    synchronized long take(String source, int events, long nowMillis) {
        if (perSecond == 0) {
            return 0;
        }
        Bucket bucket = buckets.computeIfAbsent(source, s -> full(nowMillis));
        long passed = Math.max(0, nowMillis - bucket.filledMillis);
        bucket.left = Math.min(burst, bucket.left + passed * perSecond / MILLIS);
        bucket.filledMillis = Math.max(nowMillis, bucket.filledMillis);
        if (events <= bucket.left) {
            bucket.left -= events;
            return 0;
        }
        return Math.max(1, (long) Math.ceil((events - bucket.left) / perSecond));
    }

    private Bucket full(long nowMillis) {
        Bucket bucket = new Bucket();
        bucket.left = burst;
        bucket.filledMillis = nowMillis;
        return bucket;
    }
}
