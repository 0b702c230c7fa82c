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

    /** What makes it the same target after a reload. */
    record Identity(Labels labels, URI url, Timing timing) {}

    Identity identity() {
        return new Identity(labels, url, timing);
    }

    /**
     * How long after a multiple of its interval it is scraped: a function of labels and URL, so that targets spread over
     * the interval, and keep their place over restarts and between collectors.
     */
    public long offsetMillis() {
        long hash = 0xcbf29ce484222325L;
        String text = labels.toString() + url;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        // FNV leaves the high bits of short texts alike, and the modulus of a round number only looks at the low ones.
        hash ^= hash >>> 32;
        return Math.floorMod(hash, timing.interval().toMillis());
    }
}
