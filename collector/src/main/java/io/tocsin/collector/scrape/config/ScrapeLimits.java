package io.tocsin.collector.scrape.config;

/**
 * What one scrape may bring. A scrape beyond a limit fails as a whole: {@code up} is 0 and no sample of it is taken.
 *
 * @param samples after relabelling; 0: any number
 * @param bodyBytes uncompressed
 * @param labels of a series, after relabelling; 0: any number
 * @param labelNameLength in characters; 0: any
 * @param labelValueLength in characters; 0: any
 * @param targets of the job after relabelling; beyond it all of them are marked as failed; 0: any number
 */
public record ScrapeLimits(
        int samples, long bodyBytes, int labels, int labelNameLength, int labelValueLength, int targets) {

    /** Where the configuration sets none: no answer of a target exhausts the memory. */
    public static final long MOST_BYTES = 64L << 20;
}
