package io.tocsin.streamprocessor.series;

/** Adds up blocks. */
final class Sizes {

    long samples;
    long bytes;
    int blocks;

    void add(int blockSamples, long blockBytes) {
        samples += blockSamples;
        bytes += blockBytes;
        blocks++;
    }
}
