package io.tocsin.collector.scrape;

/**
 * What a scrape brought, in samples.
 *
 * @param scraped that the target showed
 * @param kept after relabelling
 * @param added series that the scrape before did not have
 */
record ScrapeCounts(int scraped, int kept, int added) {

    static final ScrapeCounts NONE = new ScrapeCounts(0, 0, 0);
}
