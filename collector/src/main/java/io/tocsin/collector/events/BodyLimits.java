package io.tocsin.collector.events;

import java.time.Duration;

/**
 * What a request may cost.
 *
 * @param bytes of the body as it comes, compressed
 * @param uncompressedBytes of what it unpacks to
 * @param bytesAtATime of all requests that are being worked on
 * @param patience how long a sender waits for Kafka's acknowledgement before it is asked to come again
 */
public record BodyLimits(int bytes, int uncompressedBytes, long bytesAtATime, Duration patience) {}
