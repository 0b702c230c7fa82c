package io.tocsin.collector.intake;

/**
 * The bounds of the core.
 *
 * @param series what a series may look like
 * @param samples how old or how far ahead a sample may be
 * @param sources how much one source may send
 * @param inFlightBytes bytes handed to Kafka and not yet acknowledged
 * @param rememberedSeries how many series are remembered, so that a repeated one costs no string
 */
public record IntakeLimits(
        SeriesLimits series, SampleLimits samples, SourceLimits sources, long inFlightBytes, int rememberedSeries) {

    /** With the usual bounds of a source. */
    public IntakeLimits(SeriesLimits series, SampleLimits samples, long inFlightBytes, int rememberedSeries) {
        this(series, samples, SourceLimits.DEFAULT, inFlightBytes, rememberedSeries);
    }
}
