package io.tocsin.collector.intake;

import java.util.concurrent.CompletableFuture;

/**
 * The answer to a batch.
 *
 * @param refusals what of it was refused, and why; known at once
 * @param taken how many samples were not refused
 * @param outcome completes, never exceptionally, when those are stored or cannot be
 */
public record Receipt(Refusals refusals, int taken, CompletableFuture<Outcome> outcome) {}
