package io.tocsin.streamprocessor.series;

/**
 * The size of a store.
 *
 * @param sources that have at least one series
 * @param series in the index
 * @param samples held, visible or not
 * @param blocks closed and open
 * @param bytes of the blocks' arrays; labels and index not included
 */
public record SeriesStatistics(int sources, int series, long samples, int blocks, long bytes) {}
