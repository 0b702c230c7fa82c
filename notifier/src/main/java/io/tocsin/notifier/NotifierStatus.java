package io.tocsin.notifier;

/**
 * How the notifier is.
 *
 * @param state of the topology, in Kafka Streams' words
 * @param failed the topology stopped for good; the log says why
 * @param ready everything that was in the log at the start has been taken in, and what is decided is sent at once
 * @param open notifications without an outcome
 * @param delivered since the start
 * @param rejected since the start: somebody was not told
 */
public record NotifierStatus(String state, boolean failed, boolean ready, int open, long delivered, long rejected) {}
