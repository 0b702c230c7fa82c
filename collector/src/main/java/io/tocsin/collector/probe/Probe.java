package io.tocsin.collector.probe;

import io.tocsin.collector.fetch.FetchSettings;
import io.tocsin.collector.turns.Grid;
import io.tocsin.collector.turns.Timing;
import io.tocsin.schemas.labels.Labels;
import java.net.URI;

/**
 * One URL that is asked.
 *
 * @param labels that each of its series gets: {@code job}, {@code instance} and what the configuration says besides
 */
record Probe(Labels labels, URI url, Timing timing, FetchSettings fetch, Expectations expectations) {

    /** For people: a query may hold what nobody should see. */
    URI shownUrl() {
        String text = url.toString();
        int query = text.indexOf('?');
        return query < 0 ? url : URI.create(text.substring(0, query));
    }

    /** A function of the labels. */
    Grid grid() {
        return Grid.spread(timing.interval(), labels.toString());
    }
}
