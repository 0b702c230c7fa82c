package io.tocsin.notifier.channel;

import io.tocsin.schemas.avro.Notification;

/**
 * A notification on its way.
 *
 * @param id the same for every attempt, also after a crash; given to receivers that can tell a repeat by it
 */
public record Outgoing(String id, Notification notification) {}
