package io.tocsin.streamprocessor.series;

/** Samples of one time on their way in; which of the values are meant, {@link Members} say. */
record Column(long timestamp, long horizon, double[] values) {}
