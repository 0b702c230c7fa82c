package io.tocsin.streamprocessor.series;

/** The buffers of one read at a time. */
record SeriesReader(BlockCodec codec, SampleBuffer buffer) {

    SeriesReader() {
        this(new BlockCodec(), new SampleBuffer());
    }
}
