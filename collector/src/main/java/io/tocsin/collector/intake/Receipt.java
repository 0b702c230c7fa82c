package io.tocsin.collector.intake;

import java.util.concurrent.CompletableFuture;

/**
 * The answer to a batch.
 *
 * @param refusals what of it was refused, and why; known at once
 * @param outcome completes, never exceptionally, when the rest is stored or cannot be
 */
public record Receipt(Refusals refusals, CompletableFuture<Outcome> outcome) {}
