package io.tocsin.collector.publish;

import java.time.Duration;

/**
 * How frames travel to Kafka.
 *
 * @param linger how long the producer waits for more to send with it; a setting for latency against CPU
 * @param batchBytes most bytes of one batch to one partition
 * @param memoryBytes of the producer's buffer; more than may be in flight, so that it is never the producer that blocks
 * @param deliveryTimeout after which a record that is not acknowledged is given up
 * @param maxBlock how long a hand-over may wait for the topic's metadata
 */
public record PublisherSettings(
        Duration linger, int batchBytes, long memoryBytes, Duration deliveryTimeout, Duration maxBlock) {}
