package io.tocsin.collector.events.json;

/**
 * One mistake in one event.
 *
 * @param field where, from the event's root, as {@code custody[0].balance}; empty: the event as a whole
 * @param text for the sender: what is wrong, and what would be right
 */
public record Problem(String field, EventReason reason, String text) {}
