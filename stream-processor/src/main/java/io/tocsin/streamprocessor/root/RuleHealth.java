package io.tocsin.streamprocessor.root;

import org.jspecify.annotations.Nullable;

/**
 * How a rule's last evaluation went.
 *
 * @param at the instant, in milliseconds
 * @param error null if it went well
 */
public record RuleHealth(long at, @Nullable String error) {}
