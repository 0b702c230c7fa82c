package io.tocsin.collector.intake;

import io.tocsin.schemas.frame.FrameLimits;

/**
 * What a series may look like. The first three may not exceed what readers of frames take, {@link FrameLimits#DEFAULT}.
 *
 * @param labels most labels, the metric name included
 * @param nameLength longest label name, in bytes of UTF-8
 * @param valueLength longest label value, in bytes of UTF-8
 * @param totalLength longest sum of all names and values, in bytes of UTF-8
 */
public record SeriesLimits(int labels, int nameLength, int valueLength, int totalLength) {

    public static final SeriesLimits DEFAULT = new SeriesLimits(64, 256, 4096, 16 * 1024);

    public SeriesLimits {
        FrameLimits frame = FrameLimits.DEFAULT;
        if (labels > frame.labels() || nameLength > frame.symbolBytes() || valueLength > frame.symbolBytes()) {
            throw new IllegalArgumentException("frames take no more than " + frame);
        }
    }
}
