package io.tocsin.collector.scrape;

import io.tocsin.collector.scrape.targets.Discovered;
import java.util.List;

/**
 * The targets of one job, for people.
 *
 * @param dropped by relabelling, and those that cannot be scraped
 */
record JobTargets(String job, List<ScrapeLoop> active, List<Discovered> dropped) {}
