package io.tocsin.collector.otlp;

import io.tocsin.collector.intake.SampleBatch;

/**
 * A request as a batch.
 *
 * @param refusedPoints data points that are not in it
 * @param refusedSamples what the refusals of the batch have been counting for them; what it counts later is the core's
 * @param exemplars how many were left out
 */
record Translated(SampleBatch batch, int refusedPoints, int refusedSamples, int exemplars) {}
