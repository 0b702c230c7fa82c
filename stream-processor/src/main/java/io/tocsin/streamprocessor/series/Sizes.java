package io.tocsin.streamprocessor.series;

/** Adds up blocks. */
final class Sizes {

    long samples;
    long bytes;
    int blocks;

    /** The first block to end ends here. */
    long leastMaxTimestamp = Long.MAX_VALUE;

    long leastHorizon = Long.MAX_VALUE;

    void add(int blockSamples, long blockBytes, Columns columns) {
        samples += blockSamples;
        bytes += blockBytes;
        blocks++;
        leastMaxTimestamp = Math.min(leastMaxTimestamp, columns.maxTimestamp);
        leastHorizon = Math.min(leastHorizon, columns.minHorizon);
    }
}
