package io.tocsin.collector;

/**
 * What the collector is doing, for a status line.
 *
 * @param address where it listens, {@code host:port}
 * @param port where it listens, also if the configuration left it open
 * @param samplesAccepted acknowledged by Kafka since the start; the difference of two readings gives the rate
 * @param watchesHost whether this machine is a source
 */
public record CollectorStatus(String address, int port, long samplesAccepted, boolean watchesHost) {}
