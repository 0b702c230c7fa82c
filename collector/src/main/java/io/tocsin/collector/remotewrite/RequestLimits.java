package io.tocsin.collector.remotewrite;

import java.time.Duration;

/**
 * What a request may cost.
 *
 * @param bodyBytes of the body as it comes, compressed
 * @param uncompressedBytes of the body as snappy declares it
 * @param samples in a request
 * @param bytesAtATime of all requests that are being worked on
 * @param rememberedSeries how many series are known by their bytes, so that a repeated one costs no string
 * @param patience how long a sender waits for Kafka's acknowledgement before it is asked to come again
 */
public record RequestLimits(
        int bodyBytes,
        int uncompressedBytes,
        int samples,
        long bytesAtATime,
        int rememberedSeries,
        Duration patience) {}
