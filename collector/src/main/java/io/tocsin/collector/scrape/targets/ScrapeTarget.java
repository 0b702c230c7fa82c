package io.tocsin.collector.scrape.targets;

import io.tocsin.collector.scrape.config.ScrapeConfig.Timing;
import io.tocsin.schemas.labels.Labels;
import java.net.URI;

/**
 * Something to scrape. Two targets of a job with the same labels and the same URL are one.
 *
 * @param discovered labels before relabelling
 * @param labels that each of its series gets
 * @param url with the query
 */
public record ScrapeTarget(String job, Labels discovered, Labels labels, URI url, Timing timing) {

    private static final long TOGETHER_MILLIS = 100;
    private static final long TOGETHER_FROM_MILLIS = 1_000;

    /**
     * How long after a multiple of its interval it is scraped: a function of labels and URL, so that targets spread over
     * the interval, and keep their place over restarts and between collectors. In an interval of seconds they meet at
     * tenths of a second: what comes together goes to Kafka together, at a fraction of the cost.
     */
    public long offsetMillis() {
        long hash = 0xcbf29ce484222325L;
        String text = labels.toString() + url;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        // FNV leaves the high bits of short texts alike, and the modulus of a round number only looks at the low ones.
        hash ^= hash >>> 32;
        long interval = timing.interval().toMillis();
        long place = interval >= TOGETHER_FROM_MILLIS ? TOGETHER_MILLIS : 1;
        return Math.floorMod(hash, interval / place) * place;
    }
}
