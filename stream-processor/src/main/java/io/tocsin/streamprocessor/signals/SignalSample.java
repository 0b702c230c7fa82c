package io.tocsin.streamprocessor.signals;

import io.tocsin.schemas.labels.Labels;

/** A sample that signals have made. */
record SignalSample(Labels series, long timestampMillis, double value) {}
