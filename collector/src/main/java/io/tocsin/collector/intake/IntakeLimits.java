package io.tocsin.collector.intake;

/**
 * The bounds of the core.
 *
 * @param series what a series may look like
 * @param samples how old or how far ahead a sample may be
 * @param inFlightBytes bytes handed to Kafka and not yet acknowledged
 * @param rememberedSeries how many series are remembered, so that a repeated one costs no string
 */
public record IntakeLimits(SeriesLimits series, SampleLimits samples, long inFlightBytes, int rememberedSeries) {}
