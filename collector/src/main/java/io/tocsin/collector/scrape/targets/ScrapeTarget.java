package io.tocsin.collector.scrape.targets;

import io.tocsin.collector.turns.Grid;
import io.tocsin.collector.turns.Timing;
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

    /** A function of labels and URL. */
    public Grid grid() {
        return Grid.spread(timing.interval(), labels.toString() + url);
    }
}
