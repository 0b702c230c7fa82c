package io.tocsin.notifier.group;

/**
 * One integration of a receiver, as far as decisions need to know it.
 *
 * @param integration kind and position, {@code webhook[0]}
 * @param sendResolved whether it wants to be told that alerts are over
 */
public record Recipient(String receiver, String integration, boolean sendResolved) {}
