package io.tocsin.collector.exposition;

/**
 * Takes what stands in a body, in its order. The arguments are good during the call only: they point into the body and
 * are used again for the next line.
 *
 * <p>If parsing ends with an {@link ExpositionException}, whatever was handed over before is void: as with Prometheus a
 * scrape is taken as a whole or not at all. A method may throw one itself, which ends the parsing.
 */
public interface ExpositionSink {

    /** Instead of the timestamp of a sample or an exemplar that has none. */
    long NO_TIMESTAMP = Long.MIN_VALUE;

    /**
     * @param value never a staleness marker: every NaN is the ordinary one
     * @param timestampMillis since 1970, or {@link #NO_TIMESTAMP}: the time of the scrape
     */
    void sample(SeriesText series, double value, long timestampMillis) throws ExpositionException;

    /** An exemplar of the sample handed over just before. */
    default void exemplar(ExemplarText exemplar) throws ExpositionException {}

    /** The HELP, TYPE and UNIT lines of one family that stand together; its samples follow, if it has any. */
    default void family(FamilyText family) throws ExpositionException {}
}
