package io.tocsin.streamprocessor.intake;

import io.tocsin.streamprocessor.time.SourceTopic;

/**
 * A record that is not taken, with the reason: what becomes a dead letter.
 *
 * @param detail for people: what was wrong, with the numbers
 */
public record Refusal(SourceTopic topic, SourceRecord record, RefusalReason reason, String detail) {}
