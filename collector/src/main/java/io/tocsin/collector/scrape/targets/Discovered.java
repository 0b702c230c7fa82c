package io.tocsin.collector.scrape.targets;

import io.tocsin.schemas.labels.Labels;

/** What became of an address. */
public sealed interface Discovered {

    /** Labels before relabelling. */
    Labels labels();

    /** It is scraped. */
    record Kept(ScrapeTarget target) implements Discovered {
        @Override
        public Labels labels() {
            return target.discovered();
        }
    }

    /** A rule dropped it, or left it without an address. */
    record Dropped(Labels labels) implements Discovered {}

    /** @param reason for people, why it cannot be scraped */
    record Invalid(Labels labels, String reason) implements Discovered {}
}
