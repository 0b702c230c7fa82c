package io.tocsin.collector.intake;

/**
 * How much one source may send. A source is what has a record key: {@code job/instance}, else a metric name.
 *
 * @param series of one source at a time; what was not sent for ten to twenty minutes counts no more
 * @param seriesInAll of all sources at a time
 * @param samplesPerSecond of one source, on average; {@link #BURST_SECONDS} of it may come at once; 0: no limit
 */
public record SourceLimits(int series, int seriesInAll, int samplesPerSecond) {

    /** Room for what a sender has kept while it could not send. */
    static final int BURST_SECONDS = 10;

    public static final SourceLimits DEFAULT = new SourceLimits(100_000, 1_000_000, 100_000);
}
