package io.tocsin.collector.remotewrite;

import io.tocsin.collector.intake.SampleBatch;

/**
 * A request, read.
 *
 * @param exemplars how many were left out
 * @param metadata how many entries were left out
 */
record DecodedWrite(SampleBatch batch, int exemplars, int metadata) {}
