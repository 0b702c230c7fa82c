package io.tocsin.collector.otlp;

import java.time.Duration;

/**
 * What a request may cost.
 *
 * @param bodyBytes of the body as it comes, compressed
 * @param uncompressedBytes of the body
 * @param samples that come of a request
 * @param bytesAtATime of all requests that are being worked on; what they are decoded into may take as much again
 * @param rememberedSeries how many series are known by their labels
 * @param patience how long a sender waits for Kafka's acknowledgement before it is asked to come again
 */
public record OtlpLimits(
        int bodyBytes,
        int uncompressedBytes,
        int samples,
        long bytesAtATime,
        int rememberedSeries,
        Duration patience) {}
